"""Where a stored id leads, over both databases."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.authoring.publishing import withdraw_edition
from app.framework.edition import Edition
from app.framework.history import Retirement
from app.framework.identity import identify_text
from app.main import create_app
from app.settings import Settings
from tests.api.locked import HERE, Locked, bearing, client_of
from tests.authoring.gardens import FIRST, SLUG, SOIL, draft, publish, release, second, with_skill
from tests.worlds import garden

E = f"/v1/frameworks/{SLUG}/editions"


def an_id(kind: str, key: str) -> str:
    return identify_text(SLUG, kind, key)


PLANTS = an_id("skill", "plant-knowledge")


@pytest.fixture
def client(engine: Engine, database_url: str) -> Iterator[TestClient]:
    publish(engine, release(FIRST, day="2024-04-01"))
    with TestClient(create_app(Settings(database_url=database_url)), follow_redirects=False) as opened:
        yield opened


def notice(client: TestClient) -> None:
    client.app.state.catalogue.refresh()  # type: ignore[attr-defined]  # it is a FastAPI


def leads(client: TestClient, own: str) -> str:
    answer = client.get(f"/v1/id/{own}")
    assert (answer.status_code, answer.content) == (303, b""), answer.text
    assert answer.headers["Cache-Control"] == "no-cache"
    return str(answer.headers["Location"])


def later(*gone: Retirement) -> Edition:
    """The second garden, which has no plant knowledge, and what it says of that."""
    return replace(second(), retirements=(*second().retirements, *gone))


@pytest.mark.parametrize(
    ("sort", "key", "below"),
    [
        ("skill", "cutting", "/skills/pruning"),
        ("role", "gardener", "/roles/gardener"),
        ("role_level", "gardener/chief-gardener", "/roles/gardener/levels/head-gardener"),
        ("mastery_level", "mastery/expert", "/mastery-levels/master"),
        ("mastery_level", "recall/aware", "/mastery-levels/aware?scale=recall"),
        ("stage", "craft", "/stages/craft"),
        ("skill_group", "trees", "/skill-groups/trees"),
        ("role_family", "outdoors", "/role-families/outdoors"),
        ("activity", "prune-an-orchard", "/activities/prune-an-orchard"),
    ],
)
def test_a_thing_of_any_kind_is_led_to_in_the_current_edition(
    client: TestClient, sort: str, key: str, below: str
) -> None:
    own = an_id(sort, key)
    assert leads(client, own) == leads(client, own.upper()) == f"{E}/{FIRST}{below}"
    assert client.get(leads(client, own)).json()["id"] == own
    head = client.head(f"/v1/id/{own}")
    assert (head.status_code, head.headers["Location"]) == (303, f"{E}/{FIRST}{below}")


def test_a_statement_leads_to_what_it_is_said_of(client: TestClient) -> None:
    edition = garden().edition
    [planned] = edition.lookup.role_levels["gardener/chief-gardener"].requirements[1].statements
    for key, below in (
        (edition.lookup.skills["cutting"].statements[0].key, "/skills/pruning"),
        (planned.key, "/roles/gardener/levels/head-gardener"),
    ):
        own = an_id("statement", key)
        assert leads(client, own) == f"{E}/{FIRST}{below}#{own}"
        assert own in client.get(f"{E}/{FIRST}{below}").text


def test_a_framework_has_an_id_too(client: TestClient) -> None:
    own = client.get(f"/v1/frameworks/{SLUG}").json()["id"]
    assert leads(client, own) == f"/v1/frameworks/{SLUG}"


def test_below_a_root_path_it_leads_there(engine: Engine, database_url: str) -> None:
    publish(engine, release(FIRST))
    settings = Settings(database_url=database_url, root_path="/skills")
    with TestClient(create_app(settings), follow_redirects=False) as client:
        assert leads(client, an_id("skill", "cutting")) == f"/skills{E}/{FIRST}/skills/pruning"


def test_the_id_leads_on_to_the_next_edition_under_its_new_name(client: TestClient, engine: Engine) -> None:
    publish(engine, release("2", second(), day="2025-01-01"))
    notice(client)
    assert leads(client, an_id("skill", "leading-a-crew")) == f"{E}/2/skills/crew-leadership"


def test_what_was_retired_says_when_why_and_what_stands_in_for_it(client: TestClient, engine: Engine) -> None:
    gone = Retirement(
        kind="skill", key="plant-knowledge", name="Plant knowledge", reason="Told apart.", replaced_by=("soil",)
    )
    publish(engine, release("2", later(gone), day="2025-01-01"))
    notice(client)
    answer = client.get(f"/v1/id/{PLANTS}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/problem+json")
    document = answer.json()
    assert (document["type"], document["status"]) == ("/problems/gone", 410)
    assert document["retired"] == {
        "id": PLANTS,
        "cause": "retired",
        "kind": "skill",
        "name": "Plant knowledge",
        "last_edition": {"version": FIRST, "href": f"{E}/{FIRST}", "effective_from": "2024-04-01"},
        "reason": "Told apart.",
        "replaced_by": [{"id": an_id("skill", "soil"), "name": "Soil", "href": f"{E}/2/skills/soil"}],
    }
    assert client.get(document["type"]).status_code == 200
    assert client.head(f"/v1/id/{PLANTS}").status_code == 410


def test_what_replaces_it_may_be_retired_too_and_says_so_itself(client: TestClient, engine: Engine) -> None:
    publish(engine, release("2", second(), day="2025-01-01"))
    chain = (
        Retirement(kind="skill", key="plant-knowledge", name="Plant knowledge", replaced_by=("soil",)),
        Retirement(kind="skill", key="soil", name="Soil", replaced_by=("cutting",)),
    )
    skills = tuple(skill for skill in second().skills if skill.key != "soil")
    publish(engine, release("3", replace(second(), skills=skills, retirements=chain), day="2025-02-01"))
    notice(client)
    [heir] = client.get(f"/v1/id/{PLANTS}").json()["retired"]["replaced_by"]
    assert heir == {"id": an_id("skill", "soil"), "name": None, "href": f"/v1/id/{an_id('skill', 'soil')}"}
    [last] = client.get(heir["href"]).json()["retired"]["replaced_by"]
    assert last["href"] == f"{E}/3/skills/pruning"


def test_what_went_without_a_word_and_its_statements_are_gone_too(client: TestClient, engine: Engine) -> None:
    publish(engine, release("2", second(), day="2025-01-01"))
    notice(client)
    [said] = garden().edition.lookup.skills["plant-knowledge"].statements
    for own, name in ((PLANTS, "Plant knowledge"), (an_id("statement", said.key), said.text)):
        told = client.get(f"/v1/id/{own}").json()["retired"]
        assert (told["name"], told["reason"], told["replaced_by"]) == (name, None, [])
        assert told["last_edition"]["version"] == FIRST


def test_what_comes_back_is_led_to_again(client: TestClient, engine: Engine) -> None:
    publish(engine, release("2", second(), day="2025-01-01"))
    publish(engine, release("3", day="2025-02-01"))
    notice(client)
    assert leads(client, PLANTS) == f"{E}/3/skills/plant-knowledge"


def test_the_last_edition_is_the_one_that_had_it_in_whatever_order_they_were_published(
    client: TestClient, engine: Engine
) -> None:
    publish(engine, release("2026", second(), day="2026-01-01"))
    publish(engine, release("2025", second(), day="2025-01-01"))
    named = with_skill(garden().edition, "plant-knowledge", name="Botany")
    publish(engine, release("2024.6", named, day="2024-06-01"))
    notice(client)
    told = client.get(f"/v1/id/{PLANTS}").json()["retired"]
    assert (told["last_edition"]["version"], told["name"]) == ("2024.6", "Botany")


def test_what_is_not_in_force_yet_is_not_there_and_what_it_retires_still_is(client: TestClient, engine: Engine) -> None:
    publish(engine, release("2199", second(), day="2199-01-01"))
    notice(client)
    answer = client.get(f"/v1/id/{an_id('skill', SOIL.key)}")
    assert answer.status_code == 404
    assert "edition 2199, in force from 2199-01-01" in answer.json()["detail"]
    assert leads(client, PLANTS) == f"{E}/{FIRST}/skills/plant-knowledge"


def test_what_only_a_withdrawn_edition_had_is_gone(client: TestClient, engine: Engine) -> None:
    publish(engine, release("2", second(), day="2025-01-01"))
    withdraw_edition(engine, SLUG, "2", "A slip.")
    notice(client)
    answer = client.get(f"/v1/id/{an_id('skill', SOIL.key)}").json()
    told = answer["retired"]
    assert (told["name"], told["cause"], told["last_edition"]["version"]) == ("Soil", "withdrawn", "2")
    assert answer["detail"] == "No edition in force has the skill 'Soil': the last to have it, 2, was withdrawn."


def test_what_a_later_edition_does_without_was_retired_though_the_last_to_have_it_was_withdrawn(
    client: TestClient, engine: Engine
) -> None:
    publish(engine, release("2", second(), day="2025-01-01"))
    withdraw_edition(engine, SLUG, FIRST, "A slip.")
    notice(client)
    answer = client.get(f"/v1/id/{PLANTS}").json()
    assert (answer["retired"]["cause"], answer["retired"]["last_edition"]["version"]) == ("retired", FIRST)
    assert answer["detail"] == f"The skill 'Plant knowledge' was retired: edition {FIRST} was the last to have it."


def test_where_all_editions_were_withdrawn_nothing_is_said_to_be_retired(client: TestClient, engine: Engine) -> None:
    withdraw_edition(engine, SLUG, FIRST, "A slip.")
    notice(client)
    answer = client.get(f"/v1/id/{PLANTS}")
    assert (answer.status_code, answer.json()["retired"]["cause"]) == (410, "withdrawn")
    assert answer.json()["title"] == "No edition in force has this any more"
    assert "was retired" not in answer.json()["detail"]


def test_why_a_thing_went_is_not_told_before_the_edition_that_says_so_is_in_force(
    client: TestClient, engine: Engine
) -> None:
    gone = Retirement(kind="skill", key="plant-knowledge", name="Plant knowledge", reason="To come.")
    publish(engine, release("2", second(), day="2025-01-01"))
    publish(engine, release("2199", later(gone), day="2199-01-01"))
    notice(client)
    told = client.get(f"/v1/id/{PLANTS}").json()["retired"]
    assert (told["cause"], told["reason"], told["replaced_by"]) == ("retired", None, [])


def test_drafts_and_ids_that_nobody_gave_out_are_not_found_alike(client: TestClient, engine: Engine) -> None:
    draft(engine, release("2", second(), day="2025-01-01"))
    unknown = client.get(f"/v1/id/{an_id('skill', 'nothing')}").json()
    drafted = client.get(f"/v1/id/{an_id('skill', SOIL.key)}").json()
    assert unknown["status"] == drafted["status"] == 404
    assert unknown["detail"] == drafted["detail"]


@pytest.mark.parametrize(
    "own", ["x", PLANTS[:-1], f"{PLANTS}0", PLANTS.replace("-", ""), f"%7B{PLANTS}%7D", "%00", "é"]
)
def test_what_is_no_id_is_not_found(client: TestClient, own: str) -> None:
    assert client.get(f"/v1/id/{own}").status_code == 404


def test_a_query_is_refused(client: TestClient) -> None:
    assert client.get(f"/v1/id/{PLANTS}?as_of=2024-05-01").status_code == 422


def test_where_reading_is_keyed_an_id_leads_nobody_on_who_may_not_read(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    locked = Locked(tmp_path_factory.mktemp("locked"))
    with client_of(locked, "keyed") as client:
        framework = client.get(f"/v1/frameworks/{HERE}", headers=bearing(locked.here["read"])).json()["id"]
        for own in (PLANTS, framework):
            assert client.get(f"/v1/id/{own}").status_code == 401
            assert client.get(f"/v1/id/{own}", headers=bearing(locked.here["read"])).status_code == 303
            refused = client.get(f"/v1/id/{own}", headers=bearing(locked.elsewhere["admin"]))
            nothing = client.get(f"/v1/id/{an_id('x', 'y')}", headers=bearing(locked.elsewhere["admin"]))
            assert (refused.status_code, refused.json()["detail"]) == (404, nothing.json()["detail"])
