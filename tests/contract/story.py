"""Examples of the operations that write: one story over the seed, asked in its order, so that each of them is true.

A framework is founded, its first edition published, and a statement reworded in the next. The next edition of the
seed's is drafted, edited entry by entry, thrown away, drafted again, published and withdrawn. Wherever it is told, a
client that tries the examples in this order gets the answers that it was shown; but ids of proposals are made up anew.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from tests.api.seeded import ADMIN, PROPOSAL

#: Entries of a list in a body: enough to show it, and few enough to read.
_MOST = 2
HERE = {"framework": "product-management", "edition": "2027.1"}
NEW = {"framework": "gardening", "edition": "1"}
GARDEN = {
    "format": "capframe-edition/1",
    "framework": {"slug": "gardening", "name": "Gardening"},
}

TAUGHT = {"framework": "product-management", "skill": "agile-working"}
TEACHES = TAUGHT | {"from_level": "awareness", "to_level": "working"}
FIRST, BEYOND = {"to_level": "awareness"}, {"from_level": "expert"}
COURSE = {
    "title": "Agile from the ground up",
    "url": "https://school.example/agile-101",
    "description": "Two days, with a team.",
    "language": "en",
    "duration_minutes": 960,
    "format": "on site",
    "teaches": [TEACHES],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An operation as the story tells it: the values of its path, what was sent, and what came back; as a sheet too, if
    one was asked for."""

    values: Mapping[str, str]
    body: Any
    answer: Any
    sheet: str | None = None


@dataclass(slots=True)
class Story:
    """Asks operations of a document by their ids, and keeps of each the first telling."""

    client: TestClient
    operations: Mapping[str, tuple[str, str]]
    told: dict[str, Told] = field(default_factory=dict)
    #: What was given a new id, by that id, with the one that is shown for it.
    ids: dict[str, str] = field(default_factory=dict)

    def ask(self, operation: str, values: Mapping[str, str], body: Any = None, **query: str) -> Any:
        """Ask an operation, with the tag of what it is to change; its answer must be a good one."""
        method, path = self.operations[operation]
        answer = self.client.request(
            method, path.format(**values), params=query, json=body, headers=self._state(method, path.format(**values))
        )
        assert answer.is_success, f"{operation} {values}: {answer.text[:500]}"
        shown = answer.json() if answer.content else None
        self.told.setdefault(operation, Told(values=values, body=body, answer=shown))
        return shown

    def ask_both(self, operation: str, values: Mapping[str, str], **query: str) -> None:
        """Ask an operation for data, and for a sheet."""
        self.ask(operation, values, **query, limit="2")
        _, path = self.operations[operation]
        answer = self.client.get(path.format(**values), params=query | {"format": "csv"})
        assert answer.is_success, f"{operation} {values}: {answer.text[:500]}"
        self.told[operation] = replace(self.told[operation], sheet=answer.text)

    def shown(self) -> dict[str, Told]:
        """What was told, by operation, under the ids that are shown."""
        return {
            name: Told(**{part: self._shown(value) for part, value in asdict(one).items()})
            for name, one in self.told.items()
        }

    def _shown(self, told: Any) -> Any:
        text = json.dumps(told)
        for made, fixed in self.ids.items():
            text = text.replace(made, fixed)
        return json.loads(text)

    def edit(self, operation: str, values: Mapping[str, str], **changes: Any) -> None:
        """Put an entry with some of its fields changed."""
        there = _short(self._get(self.operations[operation][1].format(**values)).json())
        self.ask(operation, values, there | changes if changes else there)

    def _state(self, method: str, address: str) -> dict[str, str]:
        headers = {"X-Request-Id": "example"}
        if method in ("PUT", "PATCH", "DELETE"):
            there = self._get(address)
            headers |= {"If-Match": there.headers["ETag"]} if there.is_success else {"If-None-Match": "*"}
        return headers

    def _get(self, address: str) -> Response:
        return self.client.get(address, headers={"X-API-Key": ADMIN.text})


def story(client: TestClient, document: Mapping[str, Any]) -> dict[str, Told]:
    """Every operation that the story asks, by its id; the client's key may do everything."""
    operations = {
        told["operationId"]: (method.upper(), path)
        for path, methods in document["paths"].items()
        for method, told in methods.items()
    }
    found = Story(client, operations)
    _offer_courses(found)
    _found_a_framework(found)
    _edit_a_draft(found)
    _throw_it_away(found)
    _publish(found)
    return found.shown()


def _offer_courses(story: Story) -> None:
    here = {"provider": "school", "external_id": "agile-101"}
    story.ask("create_provider", {}, {"slug": "school", "name": "The Open School"})
    story.ask("list_providers", {})
    story.ask("put_course", here, COURSE)
    other = {"external_id": "user-focus-1", "title": "Meet your users", "url": "https://school.example/user-focus-1"}
    faulty = other | {"external_id": "moonlight-1", "teaches": [TEACHES | {"skill": "moonlight"}]}
    story.ask("put_courses", {"provider": "school"}, [other, faulty])
    made = story.ask("get_own_course", here)
    story.ask("get_course", {"course": made["id"]})
    story.ask("list_courses", {}, limit="2")
    story.ask("list_course_changes", {}, limit="2")
    story.ask("retire_course", {"provider": "school", "external_id": "user-focus-1"})
    for external_id, title, levels in (("agile-1", "First steps", FIRST), ("agile-401", "Agile for masters", BEYOND)):
        there = {"title": title, "url": f"https://school.example/{external_id}", "duration_minutes": 60}
        story.ask("put_course", here | {"external_id": external_id}, there | {"teaches": [TAUGHT | levels]})
    taught = {"framework": "product-management", "edition": "current"}
    story.ask_both("get_coverage", taught, role_level="product-manager/senior-product-manager")
    story.ask_both("list_unneeded_courses", taught)


def _found_a_framework(story: Story) -> None:
    wanted = {"slug": "gardening", "name": "Gardening", "publisher": "The Garden Guild", "language": "en-GB"}
    story.ask("create_framework", {}, wanted)
    _draft(story, "gardening", {"version": "1"})
    story.ask("import_into_edition", NEW, _garden("1", "cut a branch back to the nearest fork"))
    story.ask("publish_edition", NEW)
    story.told.pop("publish_edition")  # the one of the edition that was edited says more
    _draft(story, "gardening", {"version": "2", "based_on": "1"})
    story.ask("put_content", NEW | {"edition": "2"}, _garden("2", "cut a branch back to the nearest strong fork"))


def _garden(version: str, statement: str) -> dict[str, Any]:
    skill = {"slug": "pruning", "name": "Pruning", "statements": [{"text": statement}]}
    return GARDEN | {"version": version, "skills": [skill]}


def _edit_a_draft(story: Story) -> None:
    story.told.pop("create_edition")  # the one that starts from an edition says more
    _draft(story, "product-management", {"version": "2027.1", "based_on": "current", "effective_from": "2027-01-01"})
    story.ask("change_edition", HERE, {"notes": "Agile working is called Working with agility."})
    story.edit("put_thing", {**HERE, "kind": "skills", "slug": "agile-working"}, name="Working with agility")
    story.edit("put_framework_content", HERE)
    story.edit("put_mastery_level", {**HERE, "level": "practitioner"}, description="Passes the skill on.")
    rung = {**HERE, "role": "product-manager", "role_level": "senior-product-manager"}
    story.edit("put_role_level", rung, grades=["G7"])
    moves = [{"from": "product-manager/product-manager", "to": "product-manager/head-of-product", "kind": "move"}]
    story.ask("put_list", {**HERE, "kind": "progressions"}, moves)
    story.ask("list_audit", {"framework": HERE["framework"]}, limit="2", action="put")
    story.ask("list_audit_changes", {"framework": HERE["framework"], "entry": "3"}, limit="2")


def _throw_it_away(story: Story) -> None:
    story.ask("delete_thing", {**HERE, "kind": "skills", "slug": "digital-perspective"}, cascade="true")
    story.ask("delete_mastery_level", {**HERE, "level": "awareness"}, cascade="true")
    rung = {**HERE, "role": "product-manager", "role_level": "associate-product-manager"}
    story.ask("delete_role_level", rung, cascade="true")
    story.ask("delete_edition", HERE)


def _publish(story: Story) -> None:
    _draft(story, "product-management", {"version": "2027.1", "based_on": "current", "effective_from": "2027-01-01"})
    _propose(story)
    story.edit("put_thing", {**HERE, "kind": "skills", "slug": "agile-working"}, name="Working with agility")
    story.ask("publish_edition", HERE)
    story.ask("list_stale_courses", HERE)
    story.ask("withdraw_edition", HERE, {"reason": "Two levels were mixed up."})


def _propose(story: Story) -> None:
    here = {"framework": HERE["framework"]}
    renaming = {"kind": "skill", "key": "agile-working", "verb": "renamed", "field": "name", "old": "Agile working"}
    wanted = {
        "reason": "Nobody here says agile working any more.",
        "changes": [renaming | {"new": "Working with agility"}],
    }
    taken, refused = (here | {"proposal": story.ask("create_proposal", here, wanted)["id"]} for _ in range(2))
    story.ids |= {taken["proposal"]: PROPOSAL, refused["proposal"]: f"{PROPOSAL[:-1]}1"}
    story.ask("list_proposals", here, limit="2")
    story.ask("get_proposal", taken)
    story.ask("accept_proposal", taken, {"version": HERE["edition"], "reason": "Agreed with the community."})
    story.ask("reject_proposal", refused, {"reason": "Two suggest the same; the first was taken."})


def _draft(story: Story, framework: str, wanted: Mapping[str, str]) -> None:
    story.ask("create_edition", {"framework": framework}, dict(wanted))


def _short(value: Any) -> Any:
    """The same with its lists of objects cut short."""
    match value:
        case list():
            return [_short(each) for each in value[:_MOST]]
        case dict():
            return {key: _short(each) for key, each in value.items()}
        case _:
            return value
