"""The pathway and the matrix."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from app.framework.release import Release
from app.kit.problems import InvalidParameter
from app.reading.matrix import EXPECTED, MOST_CELLS, Sides, matrix, sheet, sides
from app.reading.pathway import pathway
from app.reading.view import View
from tests.strategies import releases
from tests.worlds import garden

GARDEN = View(release=garden(), framework="gardening")


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))


def test_the_pathway_joins_rungs_by_what_the_edition_states() -> None:
    found = pathway(GARDEN)
    assert [(node.role.slug, node.slug, node.rank, node.stage and node.stage.slug) for node in found.nodes] == [
        ("advisor", "advisor", 1, None),
        ("gardener", "junior-gardener", 1, "craft"),
        ("gardener", "head-gardener", 2, "guidance"),
    ]
    assert {(edge.kind, edge.from_role_level.slug, edge.to_role_level.slug) for edge in found.edges} == {
        ("move", "head-gardener", "advisor"),
        ("promotion", "junior-gardener", "head-gardener"),
    }
    assert [stage.slug for stage in found.stages] == ["craft", "guidance"]


@given(releases())
def test_every_end_of_an_edge_is_a_node(release: Release) -> None:
    found = pathway(View(release=release, framework="f"))
    ends = {end.id for edge in found.edges for end in (edge.from_role_level, edge.to_role_level)}
    assert ends <= {node.id for node in found.nodes}
    assert len(found.edges) == len(release.edition.progressions)


def test_the_matrix_of_the_garden() -> None:
    found = matrix(GARDEN, sides(GARDEN, None, None))
    assert [row.slug for row in found.rows] == ["advisor", "junior-gardener", "head-gardener"]
    assert [column.slug for column in found.columns] == ["leading-a-crew", "plant-knowledge", "pruning"]
    assert found.cells == [(0, 1, "fluent"), (1, 2, "novice"), (2, 0, None), (2, 2, "skilled")]
    assert [(level.slug, level.rank) for level in found.levels] == [("novice", 1), ("skilled", 2), ("fluent", 2)]


def test_a_filtered_matrix_has_the_skills_that_its_rows_need() -> None:
    found = matrix(GARDEN, sides(GARDEN, "indoors", None))
    assert [row.slug for row in found.rows] == ["advisor"]
    assert [column.slug for column in found.columns] == ["plant-knowledge"]
    assert matrix(GARDEN, sides(GARDEN, "indoors", "gardener")).rows == []


@given(releases())
def test_the_sheet_says_what_the_json_says(release: Release) -> None:
    view = View(release=release, framework="f")
    for role in (None, *(role.slug for role in release.edition.roles)):
        of = sides(view, None, role)
        found, [header, *lines] = matrix(view, of), rows(b"".join(sheet(view, of)))
        assert len(header) == 3 + len(found.columns) == len(set(header[3:])) + 3
        assert [line[0] for line in lines] == [f"{row.role.slug}/{row.slug}" for row in found.rows]
        cells = [
            (at, column, None if cell == EXPECTED else cell)
            for at, line in enumerate(lines)
            for column, cell in enumerate(line[3:])
            if cell
        ]
        assert cells == [tuple(cell) for cell in found.cells]
        needs = [need for level in of.rows for need in level.requirements]
        assert len(needs) == len(found.cells)


@given(releases())
def test_no_cell_of_a_sheet_is_a_formula(release: Release) -> None:
    view = View(release=release, framework="f")
    for line in rows(b"".join(sheet(view, sides(view, None, None)))):
        assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_a_name_that_looks_like_a_formula_gets_an_apostrophe() -> None:
    skills = [replace(skill, name="=1+1") for skill in garden().edition.skills]
    [header, *_] = rows(b"".join(sheet(GARDEN, Sides(garden().edition.roles[0].levels, skills[:2]))))
    assert header[3:] == ["'=1+1 (leading-a-crew)", "'=1+1 (plant-knowledge)"]


def test_a_sheet_of_too_many_cells_is_refused() -> None:
    of = sides(GARDEN, None, None)
    large = Sides([*of.rows] * 1000, [*of.columns] * (MOST_CELLS // 9000 + 1))
    with pytest.raises(InvalidParameter, match="filter by family or role"):
        sheet(GARDEN, large)
