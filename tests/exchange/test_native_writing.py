import difflib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import msgspec
import pytest

from app.exchange import native
from app.exchange.native import documents, shape
from app.framework.about import Framework
from app.framework.edition import Edition
from app.framework.identity import part_key
from app.framework.release import Envelope, Release
from app.framework.role import Importance, Requirement, Role, RoleLevel
from app.framework.skill import Skill, SkillKind
from app.framework.trace import Statement
from tests.worlds import GARDEN_YAML, garden

NATIVE_FORMAT = Path(__file__).parents[2] / "docs" / "native-format.md"


def _with_skill(key: str, change: Callable[[Skill], Skill]) -> Release:
    release = garden()
    skills = tuple(change(skill) if skill.key == key else skill for skill in release.edition.skills)
    return replace(release, edition=replace(release.edition, skills=skills))


def _lines_of_difference(one: bytes, other: bytes) -> list[str]:
    found = difflib.unified_diff(one.decode().splitlines(), other.decode().splitlines(), n=0, lineterm="")
    return [line for line in found if line[:3] not in ("---", "+++") and line[0] in "-+"]


def test_the_example_of_the_documentation_is_what_the_writer_writes() -> None:
    found = re.search(r"```yaml\n(.*?)```", NATIVE_FORMAT.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    assert native.render(native.parse(found[1].encode(), "example.yaml"), "yaml").decode() == found[1]


def test_the_garden_is_written_as_a_person_would() -> None:
    assert native.render(garden(), "yaml").decode() == GARDEN_YAML


def test_a_renamed_skill_changes_its_own_lines_and_where_it_is_named() -> None:
    renamed = _with_skill("cutting", lambda skill: replace(skill, slug="pruning-plants", name="Pruning plants"))
    changed = _lines_of_difference(native.render(garden(), "yaml"), native.render(renamed, "yaml"))
    assert len(changed) == 2 * 6
    assert all("runing" in line for line in changed)


def test_a_first_rename_adds_the_key() -> None:
    renamed = _with_skill("leading-a-crew", lambda skill: replace(skill, slug="leading-crews"))
    changed = _lines_of_difference(native.render(garden(), "yaml"), native.render(renamed, "yaml"))
    assert "+  key: leading-a-crew" in changed


def test_a_reworded_statement_keeps_its_key_in_writing() -> None:
    old = "keep your tools sharp and clean"
    new = "keep your tools sharp, clean and dry"

    def reword(skill: Skill) -> Skill:
        said = tuple(replace(one, text=new) if one.text == old else one for one in skill.statements)
        return replace(skill, statements=said)

    changed = _lines_of_difference(
        native.render(garden(), "yaml"), native.render(_with_skill("cutting", reword), "yaml")
    )
    key = part_key("skill/cutting", None, old)
    assert changed == [f"-  - {old}", f'+  - {{text: "{new}", key: {key}}}']


def test_keys_that_the_reader_would_derive_are_left_out() -> None:
    written = native.render(garden(), "yaml").decode()
    assert re.findall(r"\bkey: [^,\n]+", written) == [
        "key: expert", "key: cutting", "key: 0123456789abcdef", "key: chief-gardener", "key: topiary"
    ]  # fmt: skip


def test_a_second_statement_of_the_same_wording_keeps_a_key_of_its_own() -> None:
    text = "keep your tools sharp and clean"
    key = part_key("skill/cutting", None, text)

    def repeat(skill: Skill) -> Skill:
        return replace(skill, statements=(*skill.statements, Statement(key=f"{key}-2", text=text)))

    release = _with_skill("cutting", repeat)
    assert native.parse(native.render(release, "yaml"), "x.yaml") == release
    twice = GARDEN_YAML.replace(f"  - {text}\n", f"  - {text}\n  - {text}\n").encode()
    assert native.parse(twice, "x.yaml") == release


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("no", '"no"'), ("2024.1", '"2024.1"'), ("null", '"null"'), ("~", '"~"'), ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a:b", "a:b"), ("it’s 50% – fine", "it’s 50% – fine"), ("🌱 grow", "🌱 grow"), ("ends:", '"ends:"'),
        ('say "no"', 'say "no"'), ('"no"', r'"\"no\""'), ("品質", "品質"), ("- x", '"- x"'),
    ],
)  # fmt: skip
def test_a_text_is_quoted_only_where_a_reader_could_take_it_for_something_else(text: str, written: str) -> None:
    release = _with_skill("cutting", lambda skill: replace(skill, note=text))
    assert f"\n  note: {written}\n" in native.render(release, "yaml").decode()


def test_a_text_of_several_lines_is_a_block() -> None:
    release = _with_skill("cutting", lambda skill: replace(skill, note="First.\n\n- one\n- two"))
    assert "\n  note: |-\n    First.\n\n    - one\n    - two\n" in native.render(release, "yaml").decode()


def test_json_is_indented_keeps_every_letter_and_ends_with_a_line_break() -> None:
    release = _with_skill("cutting", lambda skill: replace(skill, name="剪定 🌱"))
    written = native.render(release, "json").decode()
    assert written.startswith('{\n  "format": "capframe-edition/1",\n  "framework": {\n    "slug": "gardening",')
    assert written.endswith("}\n")
    assert "剪定 🌱" in written
    assert json.loads(written) == native.document(release)


def test_a_single_thing_is_written_as_in_the_whole() -> None:
    edition = garden().edition
    whole = native.document(garden())
    written = [documents.skill_document(skill, edition.lookup) for skill in edition.skills]
    assert json.loads(msgspec.json.encode(written)) == whole["skills"]


def test_the_schema_names_every_list_of_an_edition() -> None:
    schema = native.schema()
    fields = schema["$defs"]["Document"]["properties"]
    assert [*fields][5:] == [name for name in Edition.__dataclass_fields__ if name not in ("framework", "lookup")]
    assert schema["$defs"]["Skill"]["properties"]["name"]["maxLength"] == 300
    assert schema["$defs"]["Progression"]["required"] == ["from", "to", "kind"]
    assert native.FORMAT == shape.FORMAT == fields["format"]["const"]


def test_what_is_a_default_is_left_out_wherever_it_comes_from() -> None:
    """Words that a database or a body gives are other objects than those of the program, but the same words."""
    edition = Edition(
        framework=Framework(key="a", slug="a", name="A", language=fresh("en")),
        skills=(Skill(key="b", slug="b", name="B", kind=cast("SkillKind", fresh("skill"))),),
        roles=(Role(key="c", slug="c", name="C", levels=(RoleLevel(
            key="c/d", slug="d", name="D", rank=1,
            requirements=(Requirement(skill="b", importance=cast("Importance", fresh("essential"))),),
        ),)),),
    )  # fmt: skip
    text = native.render(Release(envelope=Envelope(version="1"), edition=edition), "json").decode()
    assert not {"language", "kind", "importance"} & set(text.replace('"', " ").split())


def fresh(word: str) -> str:
    return "".join(list(word))
