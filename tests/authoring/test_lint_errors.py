"""What lint calls an error is not published, by whichever way it comes; as a draft it may stand."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from app.authoring import publishing
from app.authoring.importing import import_release
from app.authoring.publishing import LintRefused, publish_draft
from app.framework.release import Release
from tests.authoring.dumps import dump, stored
from tests.authoring.gardens import FIRST, SLUG
from tests.worlds import garden


def unfinished() -> Release:
    edition = garden().edition
    skills = tuple(replace(skill, description="TBC") for skill in edition.skills)
    return replace(garden(), edition=replace(edition, skills=skills))


def test_a_draft_with_lint_errors_stays_a_draft_and_every_error_is_told(engine: Engine) -> None:
    import_release(engine, unfinished(), keyless=False, publishing=False)
    before = dump(engine)
    with pytest.raises(LintRefused) as refused:
        publish_draft(engine, SLUG, FIRST)
    assert [finding.place for finding in refused.value.findings] == [
        f"/skills/{number}/description" for number in range(3)
    ]
    assert str(refused.value).splitlines()[:2] == [
        "gardening 2024.1 is not published, because lint finds 3 errors in it:",
        "  /skills/0/description: The description of the skill 'TBC' only says that a text is still to come.",
    ]
    assert dump(engine) == before


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_import_that_is_to_publish_lint_errors_writes_nothing(engine: Engine, dry_run: bool) -> None:
    before = dump(engine)
    with pytest.raises(LintRefused, match="3 errors"):
        import_release(engine, unfinished(), keyless=False, publishing=True, dry_run=dry_run)
    assert dump(engine) == before


def test_what_was_published_before_a_rule_came_is_not_judged_anew(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before_the_rule:
        before_the_rule.setattr(publishing, "lint_errors", lambda _: ())
        import_release(engine, unfinished(), keyless=False, publishing=True)
    outcome = import_release(engine, unfinished(), keyless=False, publishing=True)
    assert outcome.done == "unchanged"


def test_warnings_stop_nothing(engine: Engine) -> None:
    import_release(engine, garden(), keyless=False, publishing=False)
    publish_draft(engine, SLUG, FIRST)
    assert stored(engine, SLUG, FIRST).envelope.status == "published"
