"""Who asks, and what they may do."""

from dataclasses import dataclass

from app.access.scopes import Rung, Scope, includes


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whoever sent a request: the holder of a key, or anybody (``key_id`` None).

    ``rung`` holds over ``framework`` (a slug), or over all where that is None; ``learn`` over ``provider``.
    """

    key_id: str | None = None
    name: str = ""
    rung: Rung | None = None
    framework: str | None = None
    provider: str | None = None

    def may(self, scope: Scope, framework: str | None = None, provider: str | None = None) -> bool:
        """Whether the caller has a scope over a framework, over all where none is named, or over a provider."""
        if scope == "learn":
            return self.provider is not None and self.provider == provider
        return includes(self.rung, scope) and self.framework in (None, framework)

    def may_somewhere(self, scope: Scope) -> bool:
        """Whether the caller has a scope over any framework or provider."""
        return self.provider is not None if scope == "learn" else includes(self.rung, scope)


#: Whoever sends no key.
ANYBODY = Caller()
