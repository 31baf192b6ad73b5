"""What Schemathesis cannot know: the refusals of requests that fit the OpenAPI document, each with its reason.

Loaded by Schemathesis, by its configuration. A check that lets 422 pass everywhere would pass a server that refuses
everything; so this one lets only these pass.
"""

import re
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response

#: By what the problem document says of the fault: why no schema can say it beforehand.
REFUSALS = {
    r"names no published edition of this framework": "which labels there are is data",
    r"names an edition that is earlier than .+": "so is their order",
    r"names no framework with a published edition": "so are the frameworks",
    r"is a position that this server has not given out: .+": "the feed grows",
    r"names no [a-z ]+ of this edition(, which has: .*)?": "which slugs there are is data, and differs by edition",
    r"names no mastery level of the skill's scale, which has: .*": "which levels there are depends on `skill`",
    r"names a mastery level, but this edition has no scale": "whether there is a scale is data",
    r"is a word that this edition does not use here; it has: .*": "the words are the publisher's own",
    r"must be a scheme, a colon and a value, such as isco:1330": "both halves have rules of their own",
    r"was not made for this list and these parameters": "a cursor is sealed: only the server makes one",
    r"leads to an entry that is gone; start again from the first page": "what there is changes",
    r"goes with 'current' only; a version label names one edition for ever": "depends on the path",
    r"goes with 'skill' only: it is the mastery of that skill": "depends on another parameter",
    r"holds the character U\+[0-9A-F]+ at position \d+, which is not allowed here": "no pattern lists these portably",
    r"starts or ends with a blank": "nor say this without one for each kind of text",
    r"must still be to come, and before the end of the year 2999": "what is still to come changes by the second",
    r"must hold an id, or a kind and a path, or a code \(with a kind, if wanted\)": "fields that go together",
}
_KNOWN = re.compile("|".join(REFUSALS), re.DOTALL)


@schemathesis.check
def refusal_of_what_fits_the_document_has_a_reason(_: CheckContext, response: Response, case: Case[Any]) -> None:
    """A request made to fit the document is refused only for what no document can say."""
    if response.status_code != 422 or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    faults = response.json()["errors"]
    unknown = [fault for fault in faults if not _KNOWN.fullmatch(fault["detail"])]
    assert faults, "refused without a word on what is wrong"
    assert not unknown, f"refused though it fits the document: {unknown}"
