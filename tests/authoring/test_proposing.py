"""Proposing as a use case: what is accepted is what was asked for, and of several who decide one wins."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from app.authoring import changing, drafting, proposing
from app.authoring.changing import Asked, Edit
from app.authoring.drafting import DraftWanted
from app.authoring.proposing import Decision, Proposed, accept, get_proposal, propose, reject
from app.authoring.suggesting import ByChanges, ByDeletion, ByPut
from app.authoring.targets import Entry, Target, load_draft
from app.exchange.fault import UnreadableFile
from app.exchange.native import StillNamed
from app.framework.apply import apply
from app.framework.diff import diff
from app.framework.edition import BrokenEdition, Edition
from app.framework.fitting import conflicts
from app.framework.plain import plain
from app.framework.release import Release
from app.kit.conflicts import AlreadyDecided, ProposalMisfit, RetiredSlug, WriteConflict
from app.kit.preconditions import Precondition
from app.kit.problems import Problem
from app.store import proposals
from app.store.audit import Actor, Wanted, list_entries
from app.store.scope import reading
from tests.authoring.dumps import dump, stored
from tests.authoring.gardens import FIRST, SLUG, draft, publish, release, with_skill
from tests.authoring.puts import Draft, body, draft_of, entries, waiving_known, whole
from tests.edits import pairs
from tests.worlds import garden

OWNER = Actor(name="Owner")
RENAMED = with_skill(garden().edition, "cutting", name="Clipping")
# Each try is several transactions, so shrinking would take minutes; the editions are small anyhow.
some = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def suggest(engine: Engine, target: Target, old: Edition, new: Edition) -> str:
    """A proposal of the changes that lead from one edition to another, made against a draft or edition."""
    changes = ByChanges([plain(one) for one in diff(old, new)])
    return propose(
        engine,
        target.framework,
        Proposed(suggestion=changes, reason="Why.", edition=target.version),
        OWNER,
        drafts=True,
    )


def deciding(proposal: str, framework: str = SLUG, name: str = "Owner") -> Decision:
    return Decision(framework=framework, proposal=proposal, actor=Actor(name=name), reason="So.")


def same_framework(edition: Edition, draft: Draft) -> Edition:
    slug = draft.target.framework
    return replace(waiving_known(edition), framework=replace(edition.framework, slug=slug, key=slug))


def brings_back(old: Edition, new: Edition) -> bool:
    """Whether something comes anew that the old edition has retired: that is refused, as it is of any other write."""
    retired = {(gone.kind, gone.key) for gone in old.retirements}
    before = {(kind, thing.key) for kind, thing in old.things()}
    return any((kind, thing.key) in retired - before for kind, thing in new.things())


@some
@given(pair=pairs())
def test_accepting_what_leads_from_one_edition_to_another_makes_the_one_the_other(
    engine: Engine, pair: tuple[Edition, Edition]
) -> None:
    there = draft_of(engine, pair[0])
    old, new = there.content, same_framework(pair[1], there)
    assume(old != new)
    if brings_back(old, new):
        with pytest.raises(RetiredSlug):
            suggest(engine, there.target, old, new)
        return
    proposal = suggest(engine, there.target, old, new)
    assert there.content == old
    accept(engine, deciding(proposal, there.target.framework), there.target.version)
    assert there.content == new
    with reading(engine) as connection:
        entry = list_entries(connection, there.record.framework_id, Wanted(action="accept"), before=None, limit=1)[0]
    assert entry.total == len(diff(old, new))


@some
@given(pair=pairs(), other=pairs())
def test_a_proposal_goes_into_another_draft_whole_or_not_at_all(
    engine: Engine, pair: tuple[Edition, Edition], other: tuple[Edition, Edition]
) -> None:
    there = draft_of(engine, pair[0])
    old, new, since = there.content, same_framework(pair[1], there), same_framework(other[1], there)
    assume(old != new and not brings_back(old, new) and not brings_back(since, new))
    proposal = suggest(engine, there.target, old, new)
    changes = get_proposal(engine, there.target.framework, proposal, drafts=True)[1]
    assert changes == diff(old, new)
    changing.edit_whole(
        engine,
        Asked(there.target, Precondition(), OWNER),
        lambda _, __, now: Edit(now.edition, since, "put"),
    )
    before = there.record
    decision, in_its_way = deciding(proposal, there.target.framework), conflicts(changes, since)
    if in_its_way:
        with pytest.raises(ProposalMisfit) as refused:
            accept(engine, decision, there.target.version)
        assert len(refused.value.members["conflicts"]) == min(50, len(in_its_way))
        assert (there.record, there.content) == (before, since)
        assert get_proposal(engine, there.target.framework, proposal, drafts=True)[0].state == "open"
    else:
        accept(engine, decision, there.target.version)
        assert there.content == apply(changes, since) != since


@some
@given(pair=pairs(), number=st.integers(0, 255))
def test_a_suggested_thing_leads_to_what_the_whole_document_with_it_would_be(
    engine: Engine, pair: tuple[Edition, Edition], number: int
) -> None:
    there = draft_of(engine, pair[0])
    old, other = there.content, same_framework(pair[1], there)
    known = {(entry.kind, key): entry for entry, key in entries(old)}
    wanted = [(entry, key) for entry, key in entries(other) if (entry.kind, key) in known]
    entry, key = wanted[number % len(wanted)]
    data, at = body(other, entry, key), known[entry.kind, key]
    try:
        new = whole(old, at, key, data)
    except (BrokenEdition, UnreadableFile, StillNamed):
        new = old
    suggestion = ByPut(at, json.loads(data))
    wanted_one = Proposed(suggestion=suggestion, reason="Why.", edition=there.target.version)
    if new == old or brings_back(old, new):
        with pytest.raises(Problem):
            propose(engine, there.target.framework, wanted_one, OWNER, drafts=True)
        return
    made = propose(engine, there.target.framework, wanted_one, OWNER, drafts=True)
    assert get_proposal(engine, there.target.framework, made, drafts=True)[1] == diff(old, new)


def test_an_edition_that_nobody_can_edit_takes_proposals_too(engine: Engine) -> None:
    publish(engine, release(FIRST))
    draft(engine, release("next"))
    proposal = suggest(engine, Target(SLUG, FIRST), garden().edition, RENAMED)
    accept(engine, deciding(proposal), "next")
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT version, name FROM skill JOIN edition ON edition.id = edition_id"
                                       " WHERE skill.key = 'cutting' ORDER BY edition.id")).all()  # fmt: skip
    assert [tuple(row) for row in rows] == [(FIRST, "Pruning"), ("next", "Clipping")]


@pytest.fixture
def waiting(engine: Engine) -> str:
    """The id of a proposal, with two drafts that it could go into."""
    publish(engine, release(FIRST))
    for label in ("one", "other"):
        drafting.create_draft(engine, SLUG, DraftWanted(version=label, based_on=FIRST), OWNER)
    return suggest(engine, Target(SLUG, FIRST), garden().edition, RENAMED)


def at_once(uses: list[Callable[[], Any]]) -> Counter[str]:
    """How often each sort of refusal, or none, came of several who start together."""
    gate = threading.Barrier(len(uses))

    def use(one: Callable[[], Any]) -> str:
        gate.wait(20)
        try:
            one()
        except (AlreadyDecided, WriteConflict) as refusal:
            return type(refusal).__name__
        return "done"

    with ThreadPoolExecutor(len(uses)) as pool:
        return Counter(pool.map(use, uses))


@pytest.mark.parametrize("labels", [("one",) * 6, ("one", "other") * 3], ids=["into one draft", "into two drafts"])
def test_of_several_who_accept_at_once_one_wins(engine: Engine, waiting: str, labels: tuple[str, ...]) -> None:
    told = at_once([partial(accept, engine, deciding(waiting), label) for label in labels])
    assert told == {"done": 1, "AlreadyDecided": len(labels) - 1}
    found = get_proposal(engine, SLUG, waiting, drafts=True)[0]
    with reading(engine) as connection:
        named = "SELECT version FROM skill JOIN edition ON edition.id = edition_id WHERE skill.name = 'Clipping'"
        assert connection.execute(text(named)).scalars().all() == [found.accepted_version]
        counted = "SELECT count(*) FROM audit_entry WHERE action = 'accept'"
        assert connection.execute(text(counted)).scalar_one() == 1


def test_of_who_accepts_and_who_rejects_at_once_one_wins(engine: Engine, waiting: str) -> None:
    told = at_once([lambda: accept(engine, deciding(waiting), "one"), lambda: reject(engine, deciding(waiting))] * 3)
    assert told == {"done": 1, "AlreadyDecided": 5}
    found = get_proposal(engine, SLUG, waiting, drafts=True)[0]
    with reading(engine) as connection:
        acts = connection.execute(text("SELECT action FROM audit_entry WHERE action IN ('accept', 'reject')")).scalars()
        assert [f"{act}ed" for act in acts] == [found.state]


def test_an_acceptance_that_loses_under_the_lock_leaves_nothing(
    engine: Engine, waiting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody rejects it after it was looked at, and before the draft is locked."""
    decide = proposals.decide

    def decide_late(*_: Any) -> bool:
        monkeypatch.setattr(proposals, "decide", decide)
        return False

    monkeypatch.setattr(proposals, "decide", decide_late)
    before = dump(engine)
    with pytest.raises(AlreadyDecided):
        accept(engine, deciding(waiting), "one")
    assert dump(engine) == before


def rename(engine: Engine, label: str) -> None:
    """Give the skill another name in a draft."""
    edited = with_skill(garden().edition, "cutting", name="Trimming")
    changing.edit_whole(
        engine, Asked(Target(SLUG, label), Precondition(), OWNER), lambda _, __, now: Edit(now.edition, edited, "put")
    )


def test_a_draft_that_is_edited_meanwhile_is_looked_at_anew(
    engine: Engine, waiting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the lock the skill gets another name: that is not overwritten."""

    def load_and_edit(*arguments: Any) -> Release:
        found = load_draft(*arguments)
        monkeypatch.setattr(changing, "load_draft", load_draft)
        rename(engine, "one")
        return found

    monkeypatch.setattr(changing, "load_draft", load_and_edit)
    with pytest.raises(ProposalMisfit):
        accept(engine, deciding(waiting), "one")
    assert stored(engine, SLUG, "one").edition.lookup.skills["cutting"].name == "Trimming"
    assert get_proposal(engine, SLUG, waiting, drafts=True)[0].state == "open"


@pytest.mark.usefixtures("waiting")
def test_a_draft_that_changes_while_something_is_suggested_for_it_is_not_built_on(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:

    def load_and_edit(*arguments: Any) -> Release:
        found = load_draft(*arguments)
        rename(engine, "one")
        return found

    monkeypatch.setattr(proposing, "load_draft", load_and_edit)
    before = dump(engine)["proposal"]
    wanted = Proposed(
        suggestion=ByDeletion(Entry("activity", "prune-an-orchard"), cascade=False), reason="Why.", edition="one"
    )
    with pytest.raises(WriteConflict):
        propose(engine, SLUG, wanted, OWNER, drafts=True)
    assert dump(engine)["proposal"] == before


def test_a_reworded_statement_that_is_suggested_keeps_its_key(engine: Engine) -> None:
    publish(engine, release(FIRST))
    skill = {"slug": "pruning", "key": "cutting", "name": "Pruning",
             "levels": {"novice": ["say why a plant is pruned before you cut it"]}}  # fmt: skip
    wanted = Proposed(suggestion=ByPut(Entry("skill", "pruning"), skill), reason="Why.", edition="current")
    changes = get_proposal(engine, SLUG, propose(engine, SLUG, wanted, OWNER, drafts=False), drafts=False)[1]
    assert [(one.verb, one.field) for one in changes if one.kind == "statement" and one.verb == "changed"] == [
        ("changed", "text")
    ]
