"""What can go wrong with a request, as one family of exceptions over one table of problem types.

::

    Problem
    ├── MalformedRequest     400   the request cannot be read at all
    ├── KeyInAddress         400   a key stands where logs would keep it
    ├── Unauthorized         401   no key, or one that does not hold
    ├── Forbidden            403   the key holds, but not for this
    ├── NotFound             404   there is nothing at this address
    ├── MethodNotAllowed     405   there is, but not for this method
    ├── NotAcceptable        406   there is, but in none of the formats asked for
    ├── RequestTimeout       408   the body did not come in time
    ├── BrokenDraft          409   the draft at this address does not hold together
    ├── Gone                 410   there was something, under an id that is kept for ever
    ├── RequestTooLarge      413   the body is over the bound
    ├── UnsupportedMediaType 415   the body is in a format that is not read here
    ├── InvalidParameter     422   a parameter is unknown, repeated or unfit
    ├── InvalidBody          422   the body can be read but breaks its schema
    ├── InternalError        500   our fault
    └── NotReady             503   for now

How a problem looks on the wire (RFC 9457) is the business of ``app.api.problems``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

REALM = 'Bearer realm="capframe"'


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemType:
    """A kind of problem. ``slug`` ends the address of the page that shows ``title`` and ``explanation``.

    ``members`` is an example of what its documents say beyond what all say.
    """

    slug: str
    title: str
    status: int
    explanation: str
    members: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong: where (``parameter`` name, or JSON ``pointer`` into the body) and what."""

    detail: str
    parameter: str | None = None
    pointer: str | None = None


class Problem(Exception):
    """A request that cannot be answered. ``detail`` is a sentence about this occurrence, fit for the client's eyes.

    ``members`` are what its document says beyond what all such documents say, as plain data (RFC 9457, 3.2).
    """

    type: ClassVar[ProblemType]

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail or self.type.title)
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.members = dict(members or {})


class MalformedRequest(Problem):
    """The request cannot be read."""

    type = ProblemType(
        slug="malformed-request",
        title="The request cannot be read",
        status=400,
        explanation="The request breaks the rules of HTTP, or its body is not the JSON that it says it is: a bracket is"
        " missing, the text is cut short or not in UTF-8. Correct the request before sending it again.",
    )


class KeyInAddress(Problem):
    """A key stands in the address."""

    type = ProblemType(
        slug="key-in-address",
        title="A key must not stand in an address",
        status=400,
        explanation="Addresses are kept in logs, histories and caches, so a key in one is a secret no longer. Send it"
        " in the Authorization header as 'Bearer' and the key, or in the X-API-Key header; and have whoever runs the"
        " server rotate this key, because it may have been written down on its way.",
    )


class Unauthorized(Problem):
    """No key where one is needed, or one that does not hold; the headers say so too (RFC 6750, 3)."""

    type = ProblemType(
        slug="unauthorized",
        title="A valid key is needed",
        status=401,
        explanation="What was asked for needs a key and none was sent; or the key that was sent does not hold: it is"
        " misshapen, unknown, revoked or expired, or there are two different ones. The detail says which. Such a key is"
        " refused for open data too, so that nobody reads on without noticing. Send a valid key in the Authorization"
        " header as 'Bearer' and the key, or in the X-API-Key header; whoever runs the server makes them.",
    )

    @classmethod
    def of(cls, detail: str, error: str | None = "invalid_token") -> "Unauthorized":
        """The problem with its challenge; ``error`` is None where no key was sent."""
        challenge = REALM + (f', error="{error}"' if error else "")
        return cls(detail, headers={"WWW-Authenticate": challenge})


class Forbidden(Problem):
    """The key holds, but not for this."""

    type = ProblemType(
        slug="forbidden",
        title="The key does not allow this",
        status=403,
        explanation="The key is valid, but its scope does not reach so far, or it holds for another framework or"
        " provider. The detail says which scope is needed. Use another key, or ask whoever runs the server for one.",
    )

    @classmethod
    def of(cls, detail: str, scope: str) -> "Forbidden":
        """The problem with its challenge, which names the scope that is needed."""
        return cls(detail, headers={"WWW-Authenticate": f'{REALM}, error="insufficient_scope", scope="{scope}"'})


class NotFound(Problem):
    """Nothing is at the address."""

    type = ProblemType(
        slug="not-found",
        title="There is nothing at this address",
        status=404,
        explanation="The address leads nowhere: a part of it is misspelt, or what it names does not exist or is not"
        " public. The detail says which part. Follow the links of an answer above it to see what is there.",
    )


class MethodNotAllowed(Problem):
    """The address answers other methods."""

    type = ProblemType(
        slug="method-not-allowed",
        title="This address does not answer that method",
        status=405,
        explanation="There is something at this address, but it cannot be asked for by this HTTP method. The Allow"
        " header of the answer lists the methods that work.",
    )


class NotAcceptable(Problem):
    """The address gives other formats."""

    type = ProblemType(
        slug="not-acceptable",
        title="This address gives none of the formats asked for",
        status=406,
        explanation="The Accept header of the request leaves out every format that this address can answer in. The"
        " detail lists those formats. Ask for one of them, or leave the header out.",
    )


class RequestTimeout(Problem):
    """The body did not come in time."""

    type = ProblemType(
        slug="request-timeout",
        title="The request took too long to arrive",
        status=408,
        explanation="The request announced a body that did not arrive in time: half a minute, and more for a large"
        " body. The connection is closed. Send the request again, over a better line if it was slow.",
    )


class BrokenDraft(Problem):
    """A draft that cannot be shown as the edition it is to become."""

    type = ProblemType(
        slug="broken-draft",
        title="The draft does not hold together",
        status=409,
        explanation="The draft at this address cannot be shown: it refers to what it does not hold, bears a slug or key"
        " twice, or says nothing of its framework. Nothing that is written here leaves a draft so; somebody changed the"
        " database by hand. Each entry of errors names what is wrong. Mend it there, or delete the draft with"
        " `If-Match: *` and make it anew.",
    )


class Gone(Problem):
    """A thing was retired, or every edition with it was withdrawn."""

    type = ProblemType(
        slug="gone",
        title="No edition in force has this any more",
        status=410,
        explanation="The id is that of a thing or statement that the current edition of its framework does not have any"
        " more. Beside what every problem says, the answer has the member retired: its cause (retired, where a later"
        " edition does without it; withdrawn, where nobody took it out, but the editions that had it do not count any"
        " more), kind and name, last_edition (the last that had it), reason (why it went, where the publisher says so)"
        " and replaced_by (what stands in for it, each with its address). An id is never given to anything else, so"
        " what you stored may stay; to carry many ids over at once, ask the framework's migrate.",
        members={
            "retired": {
                "id": "58ccb5ea-8c11-5b3b-bbe9-92cd5a6c1f1e",
                "cause": "retired",
                "kind": "skill",
                "name": "Topiary",
                "last_edition": {
                    "version": "2019.1",
                    "href": "/v1/frameworks/gardening/editions/2019.1",
                    "effective_from": "2019-04-01",
                },
                "reason": "Nobody asked for it.",
                "replaced_by": [
                    {
                        "id": "cb0c4b96-4d5a-5b0e-8a53-6a0f0bb0a1a5",
                        "name": "Pruning",
                        "href": "/v1/frameworks/gardening/editions/2024.1/skills/pruning",
                    }
                ],
            }
        },
    )


class RequestTooLarge(Problem):
    """The body is over the bound."""

    type = ProblemType(
        slug="request-too-large",
        title="The request is too large",
        status=413,
        explanation="The body of the request is larger than this address accepts. Send less at once, in several"
        " requests where the address allows it.",
    )


class UnsupportedMediaType(Problem):
    """The body is in another format."""

    type = ProblemType(
        slug="unsupported-media-type",
        title="The body is in a format that is not read here",
        status=415,
        explanation="The Content-Type header of the request, or its absence, says that the body is in a format that"
        " this address does not read; or a Content-Encoding header says that it is compressed. The detail lists the"
        " formats that are read. Send the body in one of them, uncompressed.",
    )


class InvalidParameter(Problem):
    """A parameter is unfit; ``of`` makes the problem from its name and what is wrong."""

    type = ProblemType(
        slug="invalid-parameter",
        title="A parameter of the request is not valid",
        status=422,
        explanation="A parameter is unknown here, stands twice, or holds a value that it must not. Each entry of"
        " errors names a parameter and says what is wrong with it. Unknown parameters are refused, not ignored, so that"
        " a misspelt filter cannot pass unnoticed.",
    )

    @classmethod
    def of(cls, parameter: str, detail: str) -> "InvalidParameter":
        """The problem of one parameter; ``detail`` ends a sentence that starts with its name."""
        return cls(f"The parameter {parameter!r} {detail}.", errors=[Fault(parameter=parameter, detail=detail)])


class InvalidBody(Problem):
    """The body breaks its schema."""

    type = ProblemType(
        slug="invalid-body",
        title="The body of the request is not valid",
        status=422,
        explanation="The body is well-formed, but breaks the schema or a rule of this address. Each entry of errors"
        " points to the place in the body by a JSON Pointer and says what is wrong there.",
    )


class InternalError(Problem):
    """Our fault."""

    type = ProblemType(
        slug="internal-error",
        title="The server failed",
        status=500,
        explanation="Something went wrong inside the server; the request may be fine. The failure has been logged"
        " under the request_id of the answer: name it when you report the problem.",
    )


class NotReady(Problem):
    """The server cannot answer for now."""

    type = ProblemType(
        slug="not-ready",
        title="The server is not ready",
        status=503,
        explanation="The server runs but cannot answer yet, mostly because its database is out of reach or not"
        " migrated. The detail says why. Try again later.",
    )
