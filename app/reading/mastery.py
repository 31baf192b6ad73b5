"""Mastery levels and stages, as readers see them."""

from app.framework.mastery import MasteryLevel, Scale, Stage
from app.kit.paging import Window
from app.kit.problems import InvalidParameter
from app.reading.pages import page
from app.reading.shapes import mastery as shapes
from app.reading.shapes.common import Page
from app.reading.view import View, at_slug, codes


def list_mastery_levels(view: View, window: Window, scale: str | None) -> Page[shapes.MasteryLevel]:
    """The levels of a scale (by slug; the default one unless named) in rank order; none where there is no scale."""
    found = _scale(view, scale)
    return page(found.levels if found else (), window, lambda level: _mastery_level(view, level))


def get_mastery_level(view: View, slug: str, scale: str | None) -> shapes.MasteryLevel:
    """A level of a scale."""
    found = _scale(view, scale)
    return _mastery_level(view, at_slug("mastery_level", slug, found.levels if found else ()))


def _scale(view: View, slug: str | None) -> Scale | None:
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
    return page(view.edition.stages, window, lambda stage: _stage(view, stage))


def get_stage(view: View, slug: str) -> shapes.Stage:
    """A stage."""
    return _stage(view, at_slug("stage", slug, view.edition.stages))


def _stage(view: View, stage: Stage) -> shapes.Stage:
    return shapes.Stage(
        **view.named("stage", stage),
        rank=stage.rank,
        description=stage.description,
        from_level=view.refer_level(stage.from_level),
        level=view.refer_level(stage.level),
        codes=codes(stage),
        source=view.source(stage.source),
    )
