"""What can be set, from ``CAPFRAME_*`` environment variables. Secrets come from there and nowhere else."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

DEFAULT_DATABASE_URL = "sqlite:///capframe.db"


class SettingError(ValueError):
    """An environment variable holds something that it must not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this process runs. ``read_only`` has a server leave its database as it is; ``editions_kept`` bounds how many
    loaded editions stay in memory; without ``log`` the form of the log follows from who reads it. ``reads`` keyed asks
    for a key to read."""

    database_url: str = DEFAULT_DATABASE_URL
    root_path: str = ""
    seed: bool = True
    read_only: bool = False
    editions_kept: int = 16
    log: Literal["json", "text"] | None = None
    reads: Literal["open", "keyed"] = "open"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the environment; an unset or empty variable means its default."""
    return Settings(
        database_url=environment.get("CAPFRAME_DATABASE_URL") or DEFAULT_DATABASE_URL,
        root_path=_path("CAPFRAME_ROOT_PATH", environment),
        seed=_flag("CAPFRAME_SEED", environment, default=True),
        read_only=_flag("CAPFRAME_READ_ONLY", environment, default=False),
        editions_kept=_number("CAPFRAME_EDITIONS_KEPT", environment, default=16, most=10_000),
        log=_log(environment),
        reads=_reads(environment),
    )


def _flag(name: str, environment: Mapping[str, str], *, default: bool) -> bool:
    text = environment.get(name, "").strip().lower()
    if text in ("", "true", "1", "yes", "false", "0", "no"):
        return text in ("true", "1", "yes") if text else default
    raise SettingError(f"{name} must be true or false, not {text!r}")


def _number(name: str, environment: Mapping[str, str], *, default: int, most: int) -> int:
    text = environment.get(name, "").strip()
    if not text:
        return default
    if text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most:
        return int(text)
    raise SettingError(f"{name} must be a whole number from 1 to {most}, not {text!r}")


def _log(environment: Mapping[str, str]) -> Literal["json", "text"] | None:
    match environment.get("CAPFRAME_LOG", "").strip().lower():
        case "":
            return None
        case "json":
            return "json"
        case "text":
            return "text"
        case other:
            raise SettingError(f"CAPFRAME_LOG must be json or text, not {other!r}")


def _reads(environment: Mapping[str, str]) -> Literal["open", "keyed"]:
    match environment.get("CAPFRAME_READS", "").strip().lower():
        case "" | "open":
            return "open"
        case "keyed":
            return "keyed"
        case other:
            raise SettingError(f"CAPFRAME_READS must be open or keyed, not {other!r}")


def _path(name: str, environment: Mapping[str, str]) -> str:
    text = environment.get(name, "").rstrip("/")
    if re.fullmatch(r"(?:/[A-Za-z0-9._~-]+)*", text):
        return text
    raise SettingError(f"{name} must be a path such as /skills, of letters, digits and . _ ~ - only, not {text!r}")
