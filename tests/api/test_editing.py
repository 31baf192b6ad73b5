"""Entries of a draft put, made, renamed and removed over HTTP; what a PUT answers is what a GET answers after it."""

from typing import Any

import pytest

from tests.api.desk import FRAMEWORK, Desk, Draft
from tests.worlds import garden

EDITION = garden().edition
HEADING = {"slug": "herbs", "name": "Herbs", "parents": ["plants"]}
#: One new thing of every kind: where it goes, and what it says.
NEW_THINGS: list[tuple[str, dict[str, Any]]] = [
    ("scales/hands", {"slug": "hands", "name": "Hands", "levels": [{"slug": "one", "name": "One", "rank": 1}]}),
    ("mastery-levels/sage", {"slug": "sage", "name": "Sage", "rank": 4}),
    ("mastery-levels/wise?scale=recall", {"slug": "wise", "name": "Wise", "rank": 3}),
    ("stages/late", {"slug": "late", "name": "Late", "rank": 3, "from_level": "skilled", "level": "master"}),
    ("sources/almanac", {"slug": "almanac", "title": "The almanac", "date": "2020-01-01"}),
    ("skill-groups/herbs", HEADING),
    ("skills/mulching", {"slug": "mulching", "name": "Mulching", "kind": "skill", "groups": ["plants"],
                         "statements": ["cover the soil"], "levels": {"novice": ["spread mulch"]},
                         "codes": [{"scheme": "guild", "value": "M-1"}], "source": {"slug": "handbook"}}),
    ("role-families/glass", {"slug": "glass", "name": "Under glass", "parents": ["indoors"]}),
    ("roles/porter", {"slug": "porter", "name": "Porter", "families": ["outdoors"], "parents": ["gardener"],
                      "levels": [{"slug": "junior", "name": "Junior", "rank": 1, "stage": "craft", "requirements": [
                          {"skill": "pruning", "level": "novice", "importance": "essential"}]}]}),
    ("roles/gardener/levels/deputy", {"slug": "deputy", "name": "Deputy", "rank": 2, "grades": ["G3"],
                                      "responsibilities": [{"text": "holds the keys"}]}),
    ("activities/graft", {"slug": "graft", "name": "Graft", "text": "You have grafted.", "kind": "experience",
                          "skills": ["pruning"], "role_levels": ["advisor/advisor"]}),
]  # fmt: skip
#: A thing of every kind that others refer to, and another slug for it.
RENAMED = [
    ("scales/mastery", "skill-level"), ("mastery-levels/skilled", "able"),
    ("mastery-levels/aware?scale=recall", "awake"),
    ("stages/craft", "trade"), ("sources/handbook", "manual"), ("skill-groups/plants", "flora"),
    ("skills/pruning", "cutting-back"), ("role-families/outdoors", "open-air"), ("roles/gardener", "groundskeeper"),
    ("roles/gardener/levels/head-gardener", "lead"), ("activities/prune-an-orchard", "one-winter"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body"), NEW_THINGS)
def test_a_thing_is_made_changed_and_removed(draft: Draft, path: str, body: dict[str, Any]) -> None:
    before = draft.get("")
    draft.make(path, body)
    name = "title" if "title" in body else "name"
    answer = draft.put(path, body | {name: "Another"})
    assert answer.json()[name] == "Another"
    assert draft.delete(path, If_Match=answer.headers["ETag"]).status_code == 204
    assert draft.delete(path).status_code == 404
    assert draft.get("") == before


@pytest.mark.parametrize(("path", "slug"), RENAMED)
def test_a_renamed_thing_keeps_its_id_and_whoever_refers_to_it(draft: Draft, path: str, slug: str) -> None:
    document, body = draft.get(""), draft.get(path)
    answer = draft.put(path, body | {"slug": slug})
    where, _, query = path.partition("?")
    moved = f"{where.rpartition('/')[0]}/{slug}"
    assert answer.json() == body | {"slug": slug, "key": body.get("key", body["slug"])}
    assert draft.get(f"{moved}?{query}" if query else moved) == answer.json()
    assert draft.desk.client.get(f"{draft.base}/content/{path}").status_code == 404
    assert draft.get("") != document
    draft.put(f"{moved}?{query}" if query else moved, body)
    assert draft.get("") == document, "the way back undoes it, so nobody has lost it on the way"


def test_what_refers_to_a_renamed_thing_names_it_anew(draft: Draft) -> None:
    draft.put("skills/pruning", draft.get("skills/pruning") | {"slug": "cuts"})
    draft.put("roles/gardener", draft.get("roles/gardener") | {"slug": "keeper"})
    draft.put("mastery-levels/skilled", draft.get("mastery-levels/skilled") | {"slug": "able"})
    needs = draft.get("roles/keeper/levels/head-gardener")["requirements"]
    assert [(need["skill"], need.get("level")) for need in needs][-1] == ("cuts", "able")
    assert draft.get("progressions")[0]["from"] == "keeper/head-gardener"
    assert draft.get("roles/advisor")["parents"] == ["keeper"]
    assert draft.get("relations")[0]["to"] == "cuts"
    assert "able" in draft.get("skills/cuts")["levels"]


@pytest.mark.parametrize("path", [path for path, _ in RENAMED] + ["framework", "progressions", "relations",
                                                                  "retirements", "waivers"])  # fmt: skip
def test_putting_what_a_get_answers_changes_nothing(draft: Draft, path: str) -> None:
    before = draft.desk.rows()
    assert draft.put(path, draft.get(path)).json() == draft.get(path)
    assert draft.desk.rows() == before


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("progressions", [{"from": "advisor/advisor", "to": "gardener/junior-gardener", "kind": "move"}]),
        ("relations", [{"from": "pruning", "to": "plant-knowledge", "kind": "requires"}]),
        ("retirements", [{"kind": "skill", "key": "scything", "name": "Scything", "replaced_by": ["cutting"]}]),
        ("waivers", []),
    ],
)
def test_a_list_is_put_whole(draft: Draft, path: str, change: list[dict[str, Any]]) -> None:
    draft.put(path, change)
    assert draft.get(path) == change
    assert draft.get("")[path] == change if change else path not in draft.get("")


def test_what_is_said_of_the_framework_is_put(draft: Draft) -> None:
    draft.put("framework", {"slug": "gardening", "name": "Garden work", "language": "en"})
    assert draft.get("framework") == {"slug": "gardening", "name": "Garden work"}
    assert draft.desk.client.get(f"{FRAMEWORK}/editions/2024.1/content/framework").json()["name"] == "Gardening"


def test_defaults_written_out_are_answered_as_they_will_be_read(draft: Draft) -> None:
    """The tag of the answer has to serve for the next write."""
    answer = draft.make("skills/mowing", {"slug": "mowing", "key": "", "name": "Mowing", "kind": "skill", "groups": []})
    assert answer.json() == {"slug": "mowing", "name": "Mowing"}
    again = draft.send("skills/mowing", {"slug": "mowing", "name": "Mowing!"}, If_Match=answer.headers["ETag"])
    assert again.status_code == 200


def test_a_reworded_statement_keeps_its_id(draft: Draft) -> None:
    before = statements(draft)
    body = draft.get("skills/pruning")
    body["levels"]["novice"] = ["say why a plant is pruned before you cut it"]
    body["levels"]["skilled"].append("sharpen a saw")
    draft.put("skills/pruning", body)
    after = statements(draft)
    assert [one for one in after if one in before] == before
    assert len(after) == len(before) + 1
    duty = draft.get("roles/gardener/levels/head-gardener")
    ids = [one["id"] for one in draft.read("roles/gardener/levels/head-gardener")["responsibilities"]]
    duty["responsibilities"][0]["text"] = "runs all crews of the estate"
    draft.put("roles/gardener/levels/head-gardener", duty)
    assert [one["id"] for one in draft.read("roles/gardener/levels/head-gardener")["responsibilities"]] == ids


def statements(draft: Draft) -> list[str]:
    skill = draft.read("skills/pruning")
    found = [one["id"] for one in skill.get("statements", [])]
    for level in skill.get("levels", []):
        found += [one["id"] for one in level.get("statements", [])]
    assert found
    return found


def test_a_ladder_is_reordered_renamed_and_shortened(draft: Draft) -> None:
    role = draft.get("roles/gardener")
    junior, head = role["levels"]
    draft.put("roles/gardener", role | {"levels": [junior | {"rank": 2}, head | {"rank": 1}]})
    assert slugs(draft) == ["head-gardener", "junior-gardener"]
    renamed = junior | {"slug": "apprentice", "key": "junior-gardener", "name": "Apprentice"}
    draft.put("roles/gardener", role | {"levels": [renamed, head, {"slug": "deputy", "name": "Deputy", "rank": 2}]})
    assert slugs(draft) == ["apprentice", "deputy", "head-gardener"]
    assert draft.get("progressions")[1]["from"] == "gardener/apprentice"
    draft.put("roles/gardener", role | {"levels": [renamed, head]})
    assert slugs(draft) == ["apprentice", "head-gardener"]
    before = draft.desk.rows()
    refused = draft.send("roles/gardener", role | {"levels": [head]}, If_Match="*")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/still-referenced")
    assert len(refused.json()["errors"]) == 2
    assert draft.desk.rows() == before


def slugs(draft: Draft) -> list[str]:
    return [level["slug"] for level in draft.get("roles/gardener")["levels"]]


def test_an_address_names_a_level_of_the_default_scale_unless_it_says_which(draft: Draft) -> None:
    assert (
        draft.send("mastery-levels/aware", {"slug": "aware", "name": "A", "rank": 1}, If_Match="*").status_code == 412
    )
    draft.put("mastery-levels/aware?scale=recall", {"slug": "aware", "name": "Awake", "rank": 1})
    answer = draft.make("mastery-levels/sage", {"slug": "sage", "name": "Sage", "rank": 4})
    assert answer.headers["Location"].endswith("/content/mastery-levels/sage?scale=mastery")
    assert draft.delete("mastery-levels/novice?scale=recall").status_code == 404


def test_what_is_referred_to_goes_with_the_references_or_not_at_all(draft: Draft) -> None:
    before = draft.desk.rows()
    refused = draft.delete("skills/pruning")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/still-referenced")
    assert {one["detail"].partition(" ")[0] for one in refused.json()["errors"]} == {
        "requirement", "activity", "relation", "retirement",
    }  # fmt: skip
    assert draft.desk.rows() == before
    assert draft.delete("skills/pruning?cascade=false").status_code == 409
    assert draft.delete("skills/pruning?cascade=true").status_code == 204
    document = draft.get("")
    assert "pruning" not in str({name: document.get(name) for name in ("roles", "skills", "relations")})
    assert document["retirements"] == [{"kind": "skill", "key": "topiary", "name": "Topiary",
                                        "reason": "Nobody asked for it."}]  # fmt: skip


def test_a_level_that_goes_takes_its_statements_along_and_those_above_move_down(draft: Draft) -> None:
    assert draft.delete("mastery-levels/skilled").status_code == 409
    assert draft.delete("mastery-levels/skilled?cascade=true").status_code == 204
    assert [(level["slug"], level["rank"]) for level in draft.get("scales/mastery")["levels"]] == [
        ("novice", 1), ("master", 2),
    ]  # fmt: skip
    assert set(draft.get("skills/pruning")["levels"]) == {"novice"}


def test_the_default_scale_goes_only_with_all_others(draft: Draft) -> None:
    refused = draft.delete("scales/mastery?cascade=true")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/still-referenced")
    assert draft.delete("scales/recall?cascade=true").status_code == 204
    assert draft.delete("scales/mastery?cascade=true").status_code == 204
    assert draft.read("")["counts"]["mastery_levels"] == 0
    refused = draft.send("mastery-levels/novice", {"slug": "novice", "name": "N", "rank": 1}, If_None_Match="*")
    assert refused.status_code == 404


def test_something_new_under_the_first_slug_of_another_is_another_thing(draft: Draft) -> None:
    ids = {skill["slug"]: skill["id"] for skill in draft.read("skills")["items"]}
    answer = draft.make("skills/cutting", {"slug": "cutting", "name": "Cutting hedges"})
    assert answer.json()["key"] == "cutting-2"
    assert draft.read("skills/cutting")["id"] not in ids.values()
    assert draft.read("skills/pruning")["id"] == ids["pruning"]


def test_what_was_removed_from_a_draft_comes_back_as_what_it_was(draft: Draft) -> None:
    body, before = draft.get("skills/plant-knowledge"), draft.read("skills/plant-knowledge")["id"]
    assert draft.delete("skills/plant-knowledge?cascade=true").status_code == 204
    draft.make("skills/plant-knowledge", body)
    assert draft.read("skills/plant-knowledge")["id"] == before


def test_the_published_edition_stays_what_it_was(desk: Desk) -> None:
    published = desk.client.get(f"{FRAMEWORK}/editions/2024.1/content").content
    draft = desk.draft()
    draft.put("skills/pruning", draft.get("skills/pruning") | {"name": "Cuts"})
    assert draft.delete("roles/gardener?cascade=true").status_code == 204
    assert desk.client.get(f"{FRAMEWORK}/editions/2024.1/content").content == published
