"""Where a reader of a feed stopped, as the query says it."""

from typing import Annotated

from fastapi import Depends, Query

from app.api.parameters import Position
from app.events.following import MARK_PATTERN, Seen


async def _stopped(
    after: Annotated[
        Position,
        Query(description="Only entries after this position; 0 for all. One not given out yet is refused (422)."),
    ] = 0,
    seen: Annotated[
        str | None,
        Query(
            description="The mark of the entry at `after`, as `next` has it. Where another entry stands there by now,"
            " the position comes from another server or from before this one was put back from an older copy: it is"
            " refused (422). Without it any position that was given out is taken.",
            examples=["5d0e2b7c91fa"],
            pattern=MARK_PATTERN,
            max_length=12,
        ),
    ] = None,
) -> Seen:
    return Seen(after, seen)


Stopped = Annotated[Seen, Depends(_stopped)]
