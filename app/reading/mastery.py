"""Mastery levels and stages, as readers see them."""

from app.framework.mastery import MasteryLevel, Scale, Stage
from app.kit.paging import Window
from app.kit.problems import InvalidParameter
from app.reading.pages import page
from app.reading.shapes import mastery as shapes
from app.reading.shapes.common import Page
from app.reading.view import View, codes


def list_mastery_levels(view: View, window: Window, scale: str | None) -> Page[shapes.MasteryLevel]:
    """The levels of a scale (by slug; the default one unless named) in rank order; none where there is no scale."""
    found = scale_named(view, scale)
    return page(found.levels if found else (), window, lambda level: _mastery_level(view, level))


def get_mastery_level(view: View, slug: str, scale: str | None) -> shapes.MasteryLevel:
    """A level of a scale."""
    found = scale_named(view, scale)
    return _mastery_level(view, view.thing(MasteryLevel, f"{found.slug}/{slug}" if found else slug))


def scale_named(view: View, slug: str | None) -> Scale | None:
    """The scale with a slug; the default one, if any, where none is named; else InvalidParameter."""
    if slug is None:
        return view.look.default_scale
    for scale in view.edition.scales:
        if scale.slug == slug:
            return scale
    there = ", ".join(scale.slug for scale in view.edition.scales[:20]) or "none"
    raise InvalidParameter.of("scale", f"names no scale of this edition, which has: {there}")


def _mastery_level(view: View, level: MasteryLevel) -> shapes.MasteryLevel:
    return shapes.MasteryLevel(
        **view.named("mastery_level", level),
        rank=level.rank,
        description=level.description,
        scale=view.scale(view.look.scales[level.key.partition("/")[0]]),
        codes=codes(level),
        source=view.source(level.source),
    )


def list_stages(view: View, window: Window) -> Page[shapes.Stage]:
    """The stages of a career in rank order."""
    return page(view.edition.stages, window, lambda each: stage(view, each))


def get_stage(view: View, slug: str) -> shapes.Stage:
    """A stage."""
    return stage(view, view.thing(Stage, slug))


def stage(view: View, found: Stage) -> shapes.Stage:
    """A stage as it is shown."""
    return shapes.Stage(
        **view.named("stage", found),
        rank=found.rank,
        description=found.description,
        from_level=view.refer_level(found.from_level),
        level=view.refer_level(found.level),
        codes=codes(found),
        source=view.source(found.source),
    )
