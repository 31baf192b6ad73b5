"""What Schemathesis cannot know: the refusals of requests that fit the OpenAPI document, each with its reason.

Loaded by Schemathesis, by its configuration. A check that lets 422 pass everywhere would pass a server that refuses
everything; so this one lets only these pass.
"""

import re
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, HookContext, Response

#: By what the problem document says of the fault: why no schema can say it beforehand.
REFUSALS = {
    r"names no published edition of this framework": "which labels there are is data",
    r"names an edition that is earlier than .+": "so is their order",
    r"names no framework with a published edition": "so are the frameworks",
    r"is a position that this server has not given out: .+": "the feed grows",
    r"is not the mark of the entry at .*|is the position of another entry here .*": "what is in the feed is data",
    r"goes with after, a position above 0: take both from next": "parameters that go together",
    r"names no [a-z ]+ of this edition(, which has: .*)?": "which slugs there are is data, and differs by edition",
    r"names no mastery level of the skill's scale, which has: .*": "which levels there are depends on `skill`",
    r"names a mastery level, but this edition has no scale(: leave it out)?": "whether there is a scale is data",
    r"names no [a-z ]+ of this edition: .*|is no id of a statement of this edition: .*": "what there is is data",
    r"names the (skill|role level) of /\S+ again.*": "two names may stand for one thing",
    r"must hold either a role_level or a profile": "fields that go together",
    r"goes with a body that holds 'role_level' only: .*": "depends on the body",
    r"is a word that this edition does not use here; it has: .*": "the words are the publisher's own",
    r"must be a scheme, a colon and a value, such as isco:1330": "both halves have rules of their own",
    r"was not made for this list and these parameters": "a cursor is sealed: only the server makes one",
    r"leads to an entry that is gone; start again from the first page": "what there is changes",
    r"goes with 'current' only; a version label names one edition for ever": "depends on the path",
    r"goes with 'skill' only: it is the mastery of that skill": "depends on another parameter",
    r"holds the character U\+[0-9A-F]+ at position \d+, which is not allowed here(: lines end in U\+000A alone)?": (
        "no pattern lists these portably"
    ),
    r"is not in Unicode's composed form \(NFC\): .*": "nor says what is composed",
    r"and [\d,]+ more faults, which are left out here": "the others of them are told",
    r"starts or ends with a blank": "nor say this without one for each kind of text",
    r"must still be to come, and before the end of the year 2999": "what is still to come changes by the second",
    r"names '.*', but '.*' has no such edition": "which editions there are is data",
    r"is no file of the format \w+; known are .*": "which files there are depends on the format",
    r"is missing: the format \w+ needs that file": "for the same reason",
    r"goes with format=json only; a (change note|sheet) is always whole": "depends on another parameter",
    r"names a level of another role than 'role' does; .*": "which roles have which levels is data",
    r"must hold exactly one of changes, put and delete": "fields that go together",
    r"would change nothing: the edition says so already": "what the edition says is data",
    r"is missing: it says which [a-z_]+|must be left out: there is one \w+ alone": "whether it goes with `kind`",
    r"This edition has no [a-z ]+ '.*'\.": "which things there are is data",
    r"names no framework with an edition in force: .*": "which frameworks there are is data",
    r"names no published edition of '.*'; the one in force is '.*'": "which editions there are is data",
    r"names no (skill|statement) of '.*' as it is now": "so is what they hold",
    r"names a skill that '.*' no longer has|names '.*', which was retired.*": "and what they held",
    r"is a level of another scale than the skill's, which has: .*": "which scale a skill has is data",
    r"names a mastery level, but the skill has no scale": "so is whether it has one",
    r"is '.*', which is above to_level '.*'": "the order of levels is data",
    r"is taught twice; say it once": "no schema compares a field of two entries",
    r"must be '.*', as in the address, or left out": "depends on the path",
    r"names no provider of courses": "which providers there are is data",
    r"names no skill that was ever published: it is the id of one": "which ids were given out is data",
    r"goes with a skill of the edition in force only; that has it no longer": "so is what is in force",
    r"stands more than once in the batch; send each course once": "no schema compares a field of two entries",
    r"is missing: a course of a batch needs it": "the shape is that of a single course, whose id is in the address",
    r"is empty: with replace=true that retires every course; add force=true if so": "depends on a parameter",
    r"is [-\d.e+]+; only whole numbers are read": "for a JSON Schema 75.0 is a whole number",
    r"must hold an id, or a kind and a path, or a code \(with a kind, if wanted\)": "fields that go together",
}
#: The same for documents of content: what stands in one place of them decides what may stand in another.
OF_CONTENT = {
    r"names .*": "what may be referred to is what the document holds",
    r"is no field of the format": "which fields a thing has depends on its kind, in the address",
    r"has no (kind|levels|name|rank|slug|text|title|format)": "for the same reason",
    r"must be a (list|text), not .*": "for the same reason",
    r"must be .*, as in the address(, for something new)?": "so does its slug",
    r"must be that of this framework: .*": "and so does the framework",
    r"must be '.*' or left out: a key never changes": "which key a thing has is data",
    r"holds .*": "no pattern lists the characters that are refused, and no schema says that none is there twice",
    r"starts or ends with a blank": "nor says this without one for each kind of text",
    r"hold the same (key|one) twice": "nor that two differ in a part of them",
    r"must be true on exactly one scale": "the other scales are data",
    r"are missing; a scale has at least one": "the shape lets them be absent, as in every other list",
    r"'.*' is that of another [a-z ]+ too|is used \d+ times; .*|is required twice": "the others are data",
    r"\d+ is the rank of '.*' already|is \d+; ranks run from 1 without gaps": "so are their ranks",
    r"is where it comes from|make a circle: .*|is retired, but the edition still has .*": "depends on other fields",
    r"'.*' is above the level .*|stands without a level to lead to|is not allowed: .*": "depends on other fields",
    r"runs from \d+ down to \d+; .*|needs min, max or both": "depends on other fields",
    r"is only for the one level of a role without levels, .*": "depends on other fields",
    r"must be (two slugs|lower-case ASCII) .*|has [\d,]+ characters; .*": "the form of a key depends on its kind",
}
#: The same for changes that are suggested: in them the edition itself decides what fits.
OF_CHANGES = {
    r"(needs|does not go with) .*": "what goes with which verb is one of them said of another",
    r"must be (one of .*|a text|a whole number|true or false|a list|an object.*|a date such as .*)": "so is the field",
    r"must be left out: each of them is a change of its own": "and what a thing is made of depends on its kind",
    r"of the field '.*' is another|is missing|is unknown there": "as do its fields",
    r"[a-z ]+ '.*' is not there|.*: something else stands there now(: .*)?|.* is there already(: .*)?": "data",
    r"[a-z_ ]+ '.*':? .*": "the rules of the model, told by kind and key",
}
_FIELD = r"(?:[a-z_]+ (?:[a-z_]+ )?)?"
_KNOWN = re.compile("|".join(REFUSALS), re.DOTALL)
_KNOWN_OF_CHANGES = re.compile("|".join(OF_CHANGES), re.DOTALL)
_KNOWN_OF_CONTENT = re.compile(f"{_FIELD}(?:{'|'.join(OF_CONTENT)})", re.DOTALL)


@schemathesis.check
def refusal_of_what_fits_the_document_has_a_reason(_: CheckContext, response: Response, case: Case[Any]) -> None:
    """A request made to fit the document is refused only for what no document can say."""
    if response.status_code != 422 or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    faults = response.json()["errors"]
    unknown = [fault for fault in faults if not _expected(case, fault["detail"])]
    assert faults, "refused without a word on what is wrong"
    assert not unknown, f"refused though it fits the document: {unknown}"


@schemathesis.hook
def filter_case(_: HookContext, case: Case[Any]) -> bool:
    """Leave the batches that break the document to the check below: the setting for them is not heeded everywhere."""
    mode = case.meta.generation.mode if case.meta else None
    return mode is None or mode.is_positive or not case.operation.path.endswith("/courses/bulk")


@schemathesis.check
def batch_that_does_not_fit_the_document_is_refused_where_it_does_not(
    _: CheckContext, response: Response, case: Case[Any]
) -> None:
    """A batch answers 200 though some of it is wrong: then it says of which courses, and why."""
    if response.status_code != 200 or not case.operation.path.endswith("/courses/bulk"):
        return
    told = response.json()
    wrong = [item for item in told["items"] if item["outcome"] == "refused"]
    assert all(item["errors"] for item in wrong), "refused without a word on what is wrong"
    assert all(item["id"] and item["href"] for item in told["items"] if item not in wrong)
    assert told["counts"]["refused"] == len(wrong)


def _expected(case: Case[Any], detail: str) -> bool:
    path = case.operation.path
    if path.endswith("/publish"):  # what lint finds in the draft, in the words of its rules
        return True
    if path.endswith("/import") and case.media_type != "application/json":  # what is in a file, no schema says
        return True
    proposing = path.endswith("/proposals")
    if proposing and _KNOWN_OF_CHANGES.fullmatch(detail):
        return True
    of_content = proposing or path.endswith("/import") or "/content" in path
    return bool(_KNOWN.fullmatch(detail) or (of_content and _KNOWN_OF_CONTENT.fullmatch(detail)))
