"""Where log records go: through structlog to standard error, as JSON or, on a terminal, in a readable form.

Code logs with the standard library's ``logging``; so what Capframe and its server say comes out alike. Tracebacks carry
no local variables: they could hold what nobody may read.
"""

import logging
import sys
from typing import Any, Literal

import structlog

from app.kit.secrets import without_secrets

Style = Literal["json", "text"]


def style_of(setting: Style | None) -> Style:
    """The style that is set, else the one that fits whoever reads standard error."""
    return setting or ("text" if sys.stderr.isatty() else "json")


def configure(style: Style, level: int = logging.WARNING) -> None:
    """Send every record of this level or above to standard error, in place of what was configured before."""
    handler = logging.StreamHandler()
    handler.setFormatter(_formatter(style))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def _without_secrets(_logger: object, _method: str, line: Any) -> str:
    # Nothing logs a key knowingly; but the text of an exception is anybody's.
    return without_secrets(str(line))


def _formatter(style: Style) -> logging.Formatter:
    rendering: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if style == "json"
        else [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(allow=["request_id", "method", "route"]),
            structlog.processors.TimeStamper(fmt="iso"),
        ],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering, _without_secrets],
    )
