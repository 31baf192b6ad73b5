"""What somebody has looked at and found right is stale no longer, though nothing of it was changed."""

from dataclasses import replace
from typing import Any

import pytest

from tests.authoring.gardens import FIRST, REWORDED, second
from tests.learning.classroom import LEADING, SHEARS, Classroom, own_id, problem
from tests.learning.test_stale import retiring, stale
from tests.worlds import garden

SAID = own_id("statement", REWORDED)


def course(title: str = "Shears", **said: Any) -> dict[str, Any]:
    taught = {"framework": "gardening", "skill": "pruning", "statements": [SAID], **said}
    return SHEARS | {"title": title, "teaches": [taught]}


@pytest.fixture
def reworded(room: Classroom) -> Classroom:
    """A room with the course "a", of which a statement was reworded since."""
    room.must_put("a", course())
    room.publish("2", second())
    assert [one["parts"][0]["why"] for one in stale(room)] == ["reworded"]
    return room


def test_who_sends_a_course_again_without_a_word_has_not_looked_at_it(reworded: Classroom) -> None:
    before = reworded.rows()
    reworded.must_put("a", course())
    assert reworded.bulk([course() | {"external_id": "a"}]).json()["counts"]["unchanged"] == 1
    assert reworded.rows() == before
    reworded.must_put("a", course("Another title"))
    assert len(stale(reworded)) == 1


def test_what_was_looked_at_by_the_edition_in_force_is_stale_no_longer_and_the_feed_says_nothing(
    reworded: Classroom,
) -> None:
    before, fed = reworded.own("a"), reworded.feed()
    reworded.must_put("a", course(mapped_in="2"))
    assert stale(reworded) == []
    assert reworded.feed() == fed
    assert (reworded.own("a").json(), reworded.own("a").headers["ETag"]) == (before.json(), before.headers["ETag"])
    reworded.must_put("a", course())
    assert stale(reworded) == []


def test_a_batch_can_say_so_too_with_or_without_a_change(reworded: Classroom) -> None:
    sent = [course(mapped_in="2") | {"external_id": "a"}, course(mapped_in="2") | {"external_id": "new"}]
    counts = reworded.bulk(sent).json()["counts"]
    assert (counts["unchanged"], counts["created"], counts["refused"]) == (1, 1, 0)
    assert stale(reworded) == []


def test_a_course_changed_and_looked_at_is_stale_no_longer(reworded: Classroom) -> None:
    reworded.must_put("a", course("Another title", mapped_in="2"))
    assert stale(reworded) == []
    assert reworded.own("a").json()["title"] == "Another title"


def test_what_was_looked_at_by_an_earlier_edition_stays_stale(reworded: Classroom) -> None:
    before = reworded.rows()
    reworded.must_put("a", course(mapped_in=FIRST))
    assert reworded.rows() == before
    assert len(stale(reworded)) == 1


def test_only_the_skill_that_is_spoken_of_counts_as_seen(room: Classroom) -> None:
    both = [{"framework": "gardening", "skill": skill} for skill in ("plant-knowledge", "leading-a-crew")]
    room.must_put("a", SHEARS | {"teaches": both})
    edition = garden().edition
    named = tuple(replace(skill, name=f"{skill.name}!") for skill in edition.skills)
    room.publish("2", replace(edition, skills=named))
    room.must_put("a", SHEARS | {"teaches": [both[0] | {"mapped_in": "2"}, both[1]]})
    assert [one["skill"] for one in stale(room)] == [LEADING]


def test_what_the_edition_in_force_does_not_have_stays_stale_whatever_is_said(room: Classroom) -> None:
    crew = {"framework": "gardening", "skill": LEADING}
    room.must_put("a", SHEARS | {"teaches": [crew]})
    room.publish("2", retiring(garden().edition, "leading-a-crew", "Leading a crew"))
    before = room.rows()
    room.must_put("a", SHEARS | {"teaches": [crew | {"mapped_in": "2"}]})
    assert room.rows() == before
    assert [one["skill"] for one in stale(room)] == [LEADING]


def test_an_edition_that_there_is_not_is_refused(reworded: Classroom) -> None:
    before = reworded.rows()
    refused = {"/teaches/0/mapped_in": "names no published edition of 'gardening'; the one in force is '2'"}
    assert problem(reworded.put("a", course(mapped_in="1999"))) == (422, "invalid-body", refused)
    [item] = reworded.bulk([course(mapped_in="1999") | {"external_id": "a"}]).json()["items"]
    assert (item["outcome"], [each["detail"] for each in item["errors"]]) == ("refused", [*refused.values()])
    assert problem(reworded.put("a", course(mapped_in="current label")))[0] == 422
    assert reworded.rows() == before
