"""Which state a client wants to change: If-Match and If-None-Match on writes (RFC 9110, 13.1)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.kit.conflicts import PreconditionFailed, PreconditionRequired
from app.kit.etags import strong_etag, tags


@dataclass(frozen=True, slots=True)
class Precondition:
    """The two headers of a write, as they were sent.

    The tag of any encoding serves, and a weak one too: proxies that compress make weak tags of ours, which are made
    of the content and so are as good. Of If-None-Match only ``*`` says what the client saw, namely nothing: a tag
    there would let it write over all states but one, unseen.
    """

    if_match: str | None = None
    if_none_match: str | None = None

    @property
    def whatever(self) -> bool:
        """Whether any state will do, as long as there is something."""
        return (self.if_match or "").strip() == "*" and self.if_none_match is None

    def check_if_sent(self, there: Callable[[], bytes]) -> None:
        """``check`` for what may be written without saying what one saw; ``there`` is made only where it is needed."""
        if self.if_match is not None or self.if_none_match is not None:
            replace(self, if_match=self.if_match or "*").check(there())

    def honour(self, there: bytes | None) -> None:
        """Compare, where neither need be sent and so a tag of If-None-Match asks for no more than it says:
        PreconditionFailed alone."""
        if self.if_match is not None and not _holds(self.if_match, there):
            raise _other(there)
        if self.if_none_match is not None and _holds(self.if_none_match, there):
            raise _there_already()

    def check(self, there: bytes | None) -> None:
        """Compare with what is there now (a body, or None): PreconditionRequired or PreconditionFailed."""
        new = (self.if_none_match or "").strip() == "*"
        if self.if_match is None and not new:
            raise PreconditionRequired(
                "Send If-Match with the ETag of what is there."
                if there is not None
                else "There is nothing at this address yet. Send If-None-Match: * to make it."
            )
        if self.if_match is not None and not _holds(self.if_match, there):
            raise _other(there)
        if self.if_none_match is not None and _holds(self.if_none_match, there):
            raise _there_already()


def _other(there: bytes | None) -> PreconditionFailed:
    return PreconditionFailed(
        "If-Match names another state than the present one."
        if there is not None
        else "If-Match was sent, but there is nothing at this address."
    )


def _there_already() -> PreconditionFailed:
    return PreconditionFailed("If-None-Match was sent, but this is there already.")


def _holds(header: str, there: bytes | None) -> bool:
    if there is None:
        return False
    if header.strip() == "*":
        return True
    return strong_etag(there).strip('"') in {tag.removesuffix("-gzip") for tag in tags(header)}
