"""Rows of scales, mastery levels and stages."""

from collections import defaultdict
from collections.abc import Iterator

from app.framework.mastery import MasteryLevel, Scale, Stage
from app.store.rows.source import Row, Rows, code_rows, source_columns, source_of


def scale_rows(scale: Scale) -> Iterator[Row]:
    """A row for the scale, one for each level and code."""
    yield "scale", (scale.key, scale.slug, scale.name, scale.default)
    for level in scale.levels:
        named = (level.key, level.slug, level.name)
        yield "mastery_level", (*named, scale.key, level.rank, level.description, *source_columns(level))
        yield from code_rows("mastery_level", level, level.key)


def read_scales(rows: Rows) -> tuple[Scale, ...]:
    """All scales with their levels."""
    codes, levels = rows.codes("mastery_level"), defaultdict(list)
    for key, slug, name, scale, rank, description, source, section in rows.of("mastery_level"):
        level = MasteryLevel(
            key=key,
            slug=slug,
            name=name,
            rank=rank,
            description=description,
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        levels[scale].append(level)
    return tuple(
        Scale(key=key, slug=slug, name=name, default=default, levels=tuple(levels[key]))
        for key, slug, name, default in rows.of("scale")
    )


def stage_rows(stage: Stage) -> Iterator[Row]:
    """A row for the stage, one for each code."""
    named = (stage.key, stage.slug, stage.name)
    yield "stage", (*named, stage.rank, stage.description, stage.from_level, stage.level, *source_columns(stage))
    yield from code_rows("stage", stage, stage.key)


def read_stages(rows: Rows) -> tuple[Stage, ...]:
    """All stages."""
    codes = rows.codes("stage")
    return tuple(
        Stage(
            key=key,
            slug=slug,
            name=name,
            rank=rank,
            description=description,
            from_level=from_level,
            level=level,
            codes=codes.get(key, ()),
            source=source_of(source, section),
        )
        for key, slug, name, rank, description, from_level, level, source, section in rows.of("stage")
    )
