"""Documents that are no edition: each rule, broken once, with the place and the words that its author gets to see.

A case is the garden with one piece replaced; ``▶`` marks the line where the fault must be found.
"""

import json
from typing import Any

import pytest

from app.exchange.fault import Fault, UnreadableFile
from app.exchange.native import parse
from app.exchange.native.strict_yaml import read_yaml
from app.framework.identity import part_key
from tests.worlds import GARDEN_YAML, garden

Case = tuple[str, str, str, str]


def refused(text: str, name: str = "garden.yaml") -> list[Fault]:
    with pytest.raises(UnreadableFile) as caught:
        parse(text.encode(), name)
    return list(caught.value.faults)


def broken(piece: str, replacement: str) -> tuple[str, int]:
    """The garden with one piece replaced, and the line that was marked."""
    assert GARDEN_YAML.count(piece) == 1, piece
    text = GARDEN_YAML.replace(piece, replacement)
    return text.replace("▶", ""), text.partition("▶")[0].count("\n") + 1


_TOPIARY = "{kind: skill, key: topiary, name: Topiary, reason: Nobody asked for it., replaced_by: [cutting]}"
SHAPE: list[Case] = [
    ("format: capframe-edition/1", "▶format: capframe-edition/2", "/format", "is capframe-edition/2, newer than"),
    ("format: capframe-edition/1", "▶format: skills/1", "/format", "must be capframe-edition/1, not 'skills/1'"),
    ("notes: |-", "▶note: |-", "/note", "is no field of the format"),
    ("  note: Not topiary.", "▶  notes: Not topiary.", "/skills/2/notes", "is no field of the format"),
    ("  kind: competence", "▶  Kind: competence", "/skills/0/Kind", "is no field of the format"),
    ("- slug: leading-a-crew\n  name: Leading a crew", "▶- slug: leading-a-crew", "/skills/0", "has no name"),
    ("{skill: pruning, level: novice}", "▶{level: novice}", "/roles/1/levels/0/requirements/0", "has no skill"),
    ("  groups: [plants, trees]", "▶  groups: plants", "/skills/2/groups", "must be a list, not 'plants'"),
    ("  note: Not topiary.", "▶  note: [Not topiary]", "/skills/2/note", "must be a text, not a list"),
    (
        "  - keep your tools sharp and clean",
        "▶  - [keep]",
        "/skills/2/statements/0",
        "must be a text or an object, not a list",
    ),
    (
        "    fluent:\n    - name most",
        "    fluent: [a]\n    aware:\n▶    - [b]\n    other:\n    - name most",
        "/skills/1/levels/aware/0",
        "must be a text or an object, not a list",
    ),
    (
        "      key: 0123456789abcdef",
        "▶      level: skilled",
        "/skills/2/levels/skilled/0/level",
        "is no field of the format",
    ),
    (
        "name: Aware, rank: 1}",
        "name: Aware, rank: ▶one}",
        "/scales/1/levels/0/rank",
        "must be a whole number, not 'one'",
    ),
    (
        "name: Aware, rank: 1}",
        "name: Aware, rank: ▶1.5}",
        "/scales/1/levels/0/rank",
        "must be a whole number, not '1.5'",
    ),
    ("  default: true", "▶  default: yes", "/scales/0/default", "must be true or false, not 'yes'"),
    (
        "effective_from: 2024-04-01",
        "▶effective_from: 2024-02-30",
        "/effective_from",
        "must be a date such as 2024-04-01",
    ),
    ("date: 2023-11-02", "▶date: 2 November 2023", "/sources/0/date", "not '2 November 2023'"),
]

ENVELOPE: list[Case] = [
    ('version: "2024.1"', "▶version: current", "/version", "is 'current', a word that means something else"),
    ('version: "2024.1"', "▶version: draft", "/version", "is 'draft', a word that means something else"),
    ('version: "2024.1"', "▶version: v 1", "/version", "must be letters, digits, dots, underscores and hyphens"),
    ('version: "2024.1"', f"▶version: {'1' * 65}", "/version", "has 65 characters; at most 64"),
    (
        "notes: |-\n  First edition.",
        "▶notes: |-\n  First\u200bedition.",
        "/notes",
        "holds the character U+200B at position 5",
    ),
]

REFERENCES: list[Case] = [
    ("from_level: novice, level: skilled}\n- {slug: guid", "▶from_level: lord, level: skilled}\n- {slug: guid",
     "/stages/0/from_level", "names the mastery level 'lord', which is not in the scale 'mastery'"),
    ("from_level: skilled, level: master}", "▶from_level: skilled, level: fluent}",
     "/stages/1/level", "names the mastery level 'fluent', which is not in the scale 'mastery'"),
    ("parents: [plants]", "▶parents: [plant]", "/skill_groups/1/parents/0",
     "names the skill group 'plant', which is not"),
    ("  groups: [plants, trees]", "▶  groups: [plants, tree]", "/skills/2/groups/1", "names the skill group 'tree'"),
    ("  scale: recall", "▶  scale: memory", "/skills/1/scale", "names the scale 'memory'"),
    ("    fluent:", "▶    expert:", "/skills/1/levels/expert",
     "names the mastery level 'expert', which is not in the scale"),
    ("  source: {slug: handbook, section: Chapter 2}", "▶  source: {slug: book, section: Chapter 2}",
     "/skills/2/source/slug", "names the source 'book', which is not in the file"),
    ("source: {slug: handbook, section: Chapter 9}", "▶source: {slug: book}",
     "/scales/0/levels/2/source/slug", "names the source 'book'"),
    ("      source: {slug: handbook, section: Chapter 4}", "▶      source: {slug: book}",
     "/skills/2/levels/skilled/0/source/slug", "names the source 'book'"),
    ("text: signs for deliveries}", "text: signs, source: {slug: ▶book}}",
     "/roles/1/levels/1/responsibilities/2/source/slug", "names the source 'book'"),
    ("level: skilled, source: {slug: survey}}", "level: skilled, source: {slug: ▶book}}",
     "/roles/1/levels/1/requirements/1/source/slug", "names the source 'book'"),
    ("kind: promotion, source: {slug: survey}}", "kind: promotion, source: {slug: ▶book}}",
     "/progressions/1/source/slug", "names the source 'book'"),
    ("  families: [indoors]", "▶  families: [inside]", "/roles/0/families/0", "names the role family 'inside'"),
    ("  parents: [gardener]", "▶  parents: [grower]", "/roles/0/parents/0", "names the role 'grower'"),
    ("    stage: craft", "▶    stage: crafts", "/roles/1/levels/0/stage", "names the stage 'crafts'"),
    ("{skill: pruning, level: novice}", "{skill: ▶cutting, level: novice}",
     "/roles/1/levels/0/requirements/0/skill", "names the skill 'cutting', which is not in the file"),
    ("{skill: pruning, level: novice}", "{skill: pruning, level: ▶fluent}",
     "/roles/1/levels/0/requirements/0/level", "names the mastery level 'fluent', which is not in the scale 'mastery'"),
    ("from_level: novice, level: skilled, source", "from_level: ▶beginner, level: skilled, source",
     "/roles/1/levels/1/requirements/1/from_level", "names the mastery level 'beginner'"),
    ("  skills: [pruning]", "▶  skills: [prune]", "/activities/0/skills/0", "names the skill 'prune'"),
    ("gardener/head-gardener]", "▶head-gardener]", "/activities/0/role_levels/1",
     "names the role level 'head-gardener'"),
    ("{from: gardener/head-gardener,", "{from: ▶gardener/chief-gardener,", "/progressions/0/from",
     "names the role level 'gardener/chief-gardener'"),
    ("to: advisor/advisor,", "to: ▶advisor,", "/progressions/0/to", "names the role level 'advisor'"),
    ("{from: leading-a-crew,", "{from: ▶leading,", "/relations/0/from", "names the skill 'leading'"),
    ("to: pruning, kind: supports", "to: ▶cutting, kind: supports", "/relations/0/to", "names the skill 'cutting'"),
    ("replaced_by: [cutting]", "▶replaced_by: [pruning]", "/retirements/0/replaced_by",
     "replaced_by names 'pruning', which is no other skill"),
    (_TOPIARY, "{kind: skill, key: ▶cutting, name: T}", "/retirements/0/key",
     "key is retired, but the edition still has that skill"),
]  # fmt: skip

TEXTS: list[Case] = [
    ("  name: Gardening", '▶  name: ""', "/framework/name", "name is empty"),
    ("  name: Plant knowledge", f"▶  name: {'x' * 301}", "/skills/1/name", "name has 301 characters; at most 300"),
    ("  name: Plant knowledge", '▶  name: "a\\nb"', "/skills/1/name", "holds the character U+000A at position 1"),
    ("  name: Plant knowledge", "▶  name: Plant\u00a0knowledge", "/skills/1/name", "U+00A0"),
    ("  name: Plant knowledge", '▶  name: "a\\0b"', "/skills/1/name", "U+0000"),
    ("  name: Plant knowledge", '▶  name: "a "', "/skills/1/name", "starts or ends with a blank"),
    ("Keeps a garden.", f"▶{'x' * 20_001}", "/roles/1/description", "has 20,001 characters; at most 20,000"),
    ("  - keep your tools sharp and clean", f"▶  - {'x' * 2001}", "/skills/2/statements/0",
     "text has 2,001 characters"),
    ("- text: prune fruit trees without help", '- text: ▶"\\u2028x"', "/skills/2/levels/skilled/0/text", "U+2028"),
    ("{text: signs for deliveries}", '{text: ▶" x"}', "/roles/1/levels/1/responsibilities/2/text",
     "starts or ends with"),
    ("grades: [G1, G2]", '▶grades: [G1, ""]', "/roles/1/levels/0/grades", "grades is empty"),
    ("  note: Not topiary.", '▶  note: "a\\tb"', "/skills/2/note", "U+0009"),
    ("      note: Only on", '▶      note: "\\u200dx "  #', "/roles/1/levels/1/requirements/0/note",
     "starts or ends with"),
    ("  slug: gardening", "▶  slug: Gardening", "/framework/slug", "slug must be lower-case ASCII letters, digits"),
    ("- slug: prune-an-orchard", "▶- slug: prune_an_orchard", "/activities/0/slug", "slug must be lower-case ASCII"),
    ("- slug: prune-an-orchard", f"▶- slug: {'a' * 121}", "/activities/0/slug", "slug has 121 characters; at most 120"),
    ("- slug: leading-a-crew", "- ▶key: Crew\n  slug: leading-a-crew", "/skills/0/key", "key must be lower-case ASCII"),
    ("    key: chief-gardener", "▶    key: gardener/chief", "/roles/1/levels/1/key",
     "key must be two slugs with a slash"),
    ("key: 0123456789abcdef", "▶key: no key", "/skills/2/levels/skilled/0/key", "key must be lower-case ASCII"),
    ("key: topiary,", "key: ▶to/piary,", "/retirements/0/key", "key must be lower-case ASCII"),
    ("homepage: https://garden.example", "▶homepage: garden.example", "/framework/homepage",
     "homepage must be an address"),
    ('url: "https://garden.example/survey"', 'url: ▶"ftp://a"', "/sources/1/url", "url must be an address"),
    ('url: "https://creativecommons.org/licenses/by/4.0/"', "url: ▶none", "/framework/licence/url",
     "licence url must be"),
    ("language: en-GB", "▶language: English (UK)", "/framework/language", "language must be a BCP 47 language tag"),
    ("codes:\n  - {scheme: isco,", "▶codes:\n  - {scheme: isco 08,", "/roles/1/codes", "codes scheme must be letters"),
    ('codes:\n  - {scheme: guild, value: P-7, uri: "https:', '▶codes:\n  - {scheme: guild, value: P-7, uri: "',
     "/skills/2/codes", "codes uri must be an absolute URI"),
    ("section: Chapter 2", "section: ▶' '", "/skills/2/source/section", "source section starts or ends with a blank"),
    ("unit: crews", 'unit: ▶""', "/roles/1/levels/1/responsibilities/0/span/unit", "span unit is empty"),
    ("reason: To be written with the crews.", 'reason: ▶"a\\u202eb"', "/waivers/0/reason", "U+202E"),
]  # fmt: skip

VALUES: list[Case] = [
    ("  kind: competence", "▶  kind: ability", "/skills/0/kind",
     "kind must be one of competence, knowledge, skill, tool"),
    ("      importance: optional", "▶      importance: nice", "/roles/1/levels/1/requirements/0/importance",
     "not 'nice'"),
    ("accountability: authority", "accountability: ▶none", "/roles/1/levels/1/responsibilities/0/accountability",
     "must be"),
    ("  kind: experience", "▶  kind: course", "/activities/0/kind", "kind must be one of experience, leadership, task"),
    ("  form: you-have", "▶  form: you-did", "/activities/0/form", "form must be one of you-can, you-have"),
    ("kind: move}", "kind: ▶demotion}", "/progressions/0/kind", "kind must be one of move, promotion, not 'demotion'"),
    ("kind: supports}", "kind: ▶helps}", "/relations/0/kind",
     "kind must be one of broader, related, requires, supports"),
    (_TOPIARY, "{kind: ▶scale, key: a, name: A}", "/retirements/0/kind", "kind must be one of activity"),
    ("    rank: 1\n    stage", "▶    rank: 0\n    stage", "/roles/1/levels/0/rank",
     "must be a whole number from 1 to 10,000"),
    ("    rank: 1\n    stage", f"▶    rank: {10**30}\n    stage", "/roles/1/levels/0/rank", "from 1 to 10,000"),
    ("{min: 2, max: 5, unit", "▶{unit", "/roles/1/levels/1/responsibilities/0/span", "span needs min, max or both"),
    ("{min: 2,", "▶{min: 6,", "/roles/1/levels/1/responsibilities/0/span", "span runs from 6 down to 5"),
    ("{min: 2,", "▶{min: -2,", "/roles/1/levels/1/responsibilities/0/span",
     "span must lie between 0 and 1,000,000,000"),
]  # fmt: skip

_RECALL = "- slug: recall\n  name: Recall\n  levels:\n  - {slug: aware, name: Aware, rank: 1}\n"
_FLUENT = "  - {slug: fluent, name: Fluent, rank: 2}\n"
STRUCTURE: list[Case] = [
    ("- slug: leading-a-crew", "- {slug: a, name: A}\n▶- {slug: a, name: B}\n- slug: leading-a-crew", "/skills/1/slug",
     "slug 'a' is that of another skill too"),
    ("- {slug: outdoors", "▶- {slug: indoors, name: X}\n- {slug: outdoors", "/role_families/1/slug",
     "another role family"),
    ("  - slug: head-gardener", "▶  - {slug: junior-gardener, name: J, rank: 2}\n  - slug: head-gardener",
     "/roles/1/levels/1/slug", "slug 'junior-gardener' is that of another role level too"),
    (_RECALL + _FLUENT, _RECALL.replace("aware,", "aware, key: a,") + _FLUENT.replace("fluent,", "▶fluent, key: a,"),
     "/scales/1/levels/1/key", "key is used 2 times; every mastery level needs its own"),
    ("text: signs for deliveries}", "text: a, key: b}\n▶    - {text: c, key: b}",
     "/roles/1/levels/1/responsibilities/3/key", "key is used 2 times; every responsibility needs its own"),
    ("[Cutting, Trimming]", "▶[Trimming, Trimming]", "/skills/2/alternative_names", "holds 'Trimming' 2 times"),
    ("  codes:\n  - {scheme: isco", "▶  codes:\n  - {scheme: isco, value: '6113'}\n  - {scheme: isco", "/roles/1/codes",
     "codes holds 'isco:6113' 2 times"),
    ("text: signs for deliveries}", "text: a, ▶codes: [{scheme: a, value: b}, {scheme: a, value: b, uri: 'c:d'}]}",
     "/roles/1/levels/1/responsibilities/2/codes", "codes hold the same one twice"),
    ("replaced_by: [cutting]", "▶replaced_by: [cutting, cutting]", "/retirements/0/replaced_by",
     "holds the same key twice"),
    (_RECALL + _FLUENT, _RECALL + _FLUENT.replace("2", "▶3"), "/scales/1/levels/1/rank", "rank is 3; ranks run from 1"),
    ("- slug: recall", "▶- {slug: bare, name: Bare}\n- slug: recall", "/scales/1",
     "levels are missing; a scale has at least one"),
    ("{slug: guidance, name: Guidance, rank: 2,", "{slug: guidance, name: Guidance, ▶rank: 1,", "/stages/1/rank",
     "rank 1 is the rank of 'craft' already"),
    ("    implicit: true\n", "  - slug: b\n    name: B\n    rank: 1\n▶    implicit: true\n",
     "/roles/0/levels/1/implicit", "is only for the one level of a role without levels"),
    ("  - slug: advisor\n    name: Advisor\n    rank: 1\n    impl",
     "  - slug: advisor\n    name: A\n    rank: 1\n▶    impl",
     "/roles/0/levels/0/implicit", "takes the role's slug and name"),
    ("name: Plants, description: Whatever grows.}", "name: Plants, ▶parents: [trees]}", "/skill_groups/0/parents",
     "parents make a circle: plants → trees → plants"),
    ("- {slug: indoors, name: Indoors}", "- {slug: indoors, name: Indoors, parents: [▶indoors]}",
     "/role_families/0/parents",
     "parents make a circle: indoors → indoors"),
    ("  parents: [gardener]", "▶  parents: [advisor]", "/roles/0/parents", "parents make a circle: advisor → advisor"),
    ("{skill: pruning, level: novice}", "{skill: pruning, ▶from_level: novice}",
     "/roles/1/levels/0/requirements/0/from_level", "from_level stands without a level to lead to"),
    ("from_level: novice, level: skilled, source", "▶from_level: master, level: skilled, source",
     "/roles/1/levels/1/requirements/1/from_level", "is above the level"),
    ("    - {skill: pruning, level: novice}", "    - {skill: pruning, level: novice}\n▶    - {skill: pruning}",
     "/roles/1/levels/0/requirements/1/skill", "skill is required twice"),
    ("kind: supports}", "kind: supports}\n▶- {from: leading-a-crew, to: pruning, kind: supports}",
     "/relations/1", "is used 2 times; every relation needs its own"),
]  # fmt: skip


RULES = [*ENVELOPE, *REFERENCES, *TEXTS, *VALUES, *STRUCTURE]


@pytest.mark.parametrize(("piece", "replacement", "place", "message"), [*SHAPE, *RULES])
def test_a_broken_rule_is_told_with_its_line_and_place(piece: str, replacement: str, place: str, message: str) -> None:
    text, line = broken(piece, replacement)
    [fault] = refused(text)
    assert fault.place == f"line {line}, {place}"
    assert message in fault.message


def _typed(plain: Any) -> Any:
    """YAML's texts as JSON has them."""
    if isinstance(plain, list):
        return [_typed(one) for one in plain]
    if not isinstance(plain, dict):
        return plain
    numbers = ("rank", "min", "max")
    flags = ("default", "implicit")
    return {
        name: int(one) if name in numbers else one == "true" if name in flags else _typed(one)
        for name, one in plain.items()
    }


@pytest.mark.parametrize(("piece", "replacement", "place", "message"), RULES)
def test_in_json_the_same_rules_are_told_with_the_place(piece: str, replacement: str, place: str, message: str) -> None:
    plain = _typed(read_yaml(broken(piece, replacement)[0], "garden.yaml"))
    [fault] = refused(json.dumps(plain), "garden.json")
    assert fault.place == place
    # A number beyond 64 bits is refused before any rule of the model sees it.
    assert message in fault.message or fault.message == "is a number out of all bounds"


def _told(text: str) -> list[tuple[str, str]]:
    return [(fault.place.rpartition(" ")[2], fault.message) for fault in refused(text)]


def test_a_document_without_a_format_is_told_what_to_write() -> None:
    [fault] = refused(GARDEN_YAML.partition("\n")[2])
    assert fault == Fault("garden.yaml", "", "has no format; a document of this kind says `format: capframe-edition/1`")


def test_a_document_without_a_version_is_told_so() -> None:
    assert refused(GARDEN_YAML.replace('version: "2024.1"\n', "")) == [Fault("garden.yaml", "", "has no version")]


def test_all_things_of_the_wrong_shape_are_told_at_once_in_their_order() -> None:
    text = GARDEN_YAML.replace("rank: 1", "rank: first").replace("kind: competence", "sort: competence")
    assert [place for place, _ in _told(text)] == [
        "/scales/0/levels/0/rank", "/scales/1/levels/0/rank", "/stages/0/rank", "/skills/0/sort",
        "/roles/0/levels/0/rank", "/roles/1/levels/0/rank",
    ]  # fmt: skip


def test_all_broken_rules_are_told_at_once_in_the_order_of_the_document() -> None:
    text = (
        GARDEN_YAML.replace('"2024.1"', "current")
        .replace("parents: [plants]", "parents: [none]")
        .replace("kind: competence", "kind: art")
        .replace("name: Advisor", 'name: "x "')
        .replace("from: leading-a-crew", "from: leading")
    )
    assert [place for place, _ in _told(text)] == [
        "/version", "/skill_groups/1/parents/0", "/skills/0/kind", "/roles/0/name", "/roles/0/levels/0/name",
        "/relations/0/from",
    ]  # fmt: skip


def test_one_misspelt_slug_is_told_once_and_at_each_reference_to_it() -> None:
    text = GARDEN_YAML.replace("- slug: plant-knowledge", "- slug: plant knowledge")
    places = [place for place, _ in _told(text)]
    assert places == ["/skills/1/slug", "/roles/0/levels/0/requirements/0/skill"]


def test_a_missing_scale_is_told_once_not_for_each_of_its_levels() -> None:
    assert [place for place, _ in _told(GARDEN_YAML.replace("scale: recall", "scale: memory"))] == ["/skills/1/scale"]


@pytest.mark.parametrize("change", [("  default: true\n", ""), ("  name: Recall", "  default: true\n  name: Recall")])
def test_a_doubt_about_the_default_scale_is_told_without_what_follows_from_it(change: tuple[str, str]) -> None:
    told = _told(GARDEN_YAML.replace(*change))
    assert {message for _, message in told} == {"default must be true on exactly one scale"}
    assert [place.removesuffix("/default") for place, _ in told] == ["/scales/0", "/scales/1"]


def test_levels_without_any_scale_are_told_so() -> None:
    head = "format: capframe-edition/1\nversion: '1'\nframework: {slug: f, name: F}\n"
    text = f"{head}skills:\n- {{slug: a, name: A, levels: {{b: [c]}}}}\n"
    message = "names the mastery level 'b', but there is no scale for it in the file"
    assert _told(text) == [("/skills/0/levels/b", message)]


def test_a_document_may_be_as_short_as_its_head() -> None:
    release = parse(b"format: capframe-edition/1\nversion: '1'\nframework: {slug: f, name: F}\n", "short")
    assert (release.edition.framework.key, release.edition.framework.language, release.edition.skills) == (
        "f",
        "en",
        (),
    )


def test_empty_and_absent_mean_the_same() -> None:
    empty = GARDEN_YAML.replace(
        "- slug: leading-a-crew\n", "- slug: leading-a-crew\n  note: ''\n  groups: []\n  levels: {}\n"
    )
    assert parse(empty.encode(), "garden.yaml") == garden()


def test_the_last_line_break_of_a_block_is_no_part_of_the_text() -> None:
    for block in ("|", "|-", ">", ">-"):
        text = GARDEN_YAML.replace("  note: Not topiary.", f"  note: {block}\n    Not topiary.")
        assert parse(text.encode(), "garden.yaml") == garden()


def test_texts_of_yaml_are_texts_whatever_they_look_like() -> None:
    text = GARDEN_YAML.replace("Not topiary.", "no").replace("grades: [G1, G2]", "grades: [1.10, 2024-01-01, true]")
    edition = parse(text.encode(), "garden.yaml").edition
    assert edition.lookup.skills["cutting"].note == "no"
    assert edition.lookup.role_levels["gardener/junior-gardener"].grades == ("1.10", "2024-01-01", "true")


def test_keys_come_from_slugs_unless_they_are_written() -> None:
    look = garden().edition.lookup
    assert look.skills["cutting"].slug == "pruning"
    assert look.role_levels["gardener/chief-gardener"].slug == "head-gardener"
    assert look.mastery_levels["mastery/expert"].slug == "master"
    assert look.activities["prune-an-orchard"].skills == ("cutting",)


def test_a_slug_that_is_the_key_of_a_renamed_thing_needs_a_key_of_its_own() -> None:
    text = GARDEN_YAML.replace(
        "- slug: plant-knowledge", "- {slug: cutting, name: Paper cutting}\n- slug: plant-knowledge"
    )
    with pytest.raises(UnreadableFile) as refused:
        parse(text.encode(), "garden.yaml")
    [fault] = refused.value.faults
    assert "/skills/" in fault.place
    assert fault.message == "is the key of 'pruning', renamed since; write a key beside it: cutting-2"
    keyed = text.replace("{slug: cutting,", "{slug: cutting, key: cutting-2,")
    look = parse(keyed.encode(), "garden.yaml").edition.lookup
    assert look.skills["cutting-2"].name == "Paper cutting"
    assert look.skills["cutting"].name == "Pruning"


def test_thousands_of_equal_names_are_refused_without_counting_through_them() -> None:
    head = "format: capframe-edition/1\nframework: {slug: f, name: F}\nversion: '1'\nskills:\n"
    with pytest.raises(UnreadableFile, match="is that of another skill"):
        parse((head + "- {slug: a, name: A}\n" * 20_000).encode(), "same.yaml")


def test_a_new_statement_does_not_take_the_key_of_a_reworded_one_below_it() -> None:
    wording = "keep your tools sharp and clean"
    key = part_key("skill/cutting", None, wording)
    text = GARDEN_YAML.replace(f"  - {wording}\n", f"  - {wording}\n  - {{text: look after your tools, key: {key}}}\n")
    said = parse(text.encode(), "garden.yaml").edition.lookup.skills["cutting"].statements[:2]
    assert [(statement.key, statement.text) for statement in said] == [
        (f"{key}-2", wording),
        (key, "look after your tools"),
    ]


def test_the_order_of_the_document_is_not_that_of_the_edition() -> None:
    plain = _typed(read_yaml(GARDEN_YAML, "garden.yaml"))
    for entries in plain.values():
        if isinstance(entries, list):
            entries.reverse()
    assert parse(json.dumps(plain).encode(), "garden.json") == garden()
