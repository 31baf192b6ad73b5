"""What all shapes of bodies share: they take the fields that they name, and no others."""

from collections.abc import Sequence
from dataclasses import Field, dataclass, fields
from functools import cache
from typing import Any, ClassVar

from pydantic import ConfigDict, model_validator
from pydantic.fields import FieldInfo

_MOST_NAMED, _MOST_NAME = 3, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An object of a body. Unknown fields are one fault together: pydantic's one a field would hold the event loop for
    a second over a body of 1 MB."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def refuse_unknown_fields(cls, value: Any) -> Any:
        """The value as it is; a ValueError where it is an object with other fields than those of the class."""
        refuse_unknown(value, _known(cls))  # type: ignore[arg-type]  # a class can be hashed, whatever its values can
        return value


@cache
def _known(of: type[Asked]) -> tuple[str, ...]:
    """The fields of a class, as a body spells them: asked for every object of a body."""
    return tuple(_spelt(field) for field in fields(of))


def _spelt(field: Field[Any]) -> str:
    """The name of a field in a body: its own, unless that is a word of Python."""
    declared = (each for each in getattr(field.type, "__metadata__", ()) if isinstance(each, FieldInfo))
    return next((each.alias for each in declared if each.alias), field.name)


def refuse_unknown(value: Any, known: Sequence[str]) -> None:
    """ValueError where a value is an object with other fields than the known ones."""
    unknown = [name for name in value if name not in known] if isinstance(value, dict) else []
    if unknown:
        named = ", ".join(repr(name[:_MOST_NAME]) for name in unknown[:_MOST_NAMED])
        more = f" and {len(unknown) - _MOST_NAMED:,} more" if len(unknown) > _MOST_NAMED else ""
        raise ValueError(f"has fields that are not known here: {named}{more}; known are {', '.join(known)}")
