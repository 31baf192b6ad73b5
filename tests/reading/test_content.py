"""How addresses name the kinds of things that can be written."""

from typing import get_args

import pytest

from app.framework.identity import THING_KINDS
from app.reading import content


@pytest.mark.parametrize("kind", get_args(content.Slugged))
def test_every_kind_of_an_address_is_one_thing_and_back(kind: str) -> None:
    singular = content.singular(kind)  # type: ignore[arg-type]  # one of its words
    assert singular in {*THING_KINDS, "scale", "source"}
    assert content.address(singular, "slug") == f"{kind}/slug"


def test_levels_stand_below_their_owner() -> None:
    assert content.address("role_level", "gardener/head") == "roles/gardener/levels/head"
    assert content.address("mastery_level", "mastery/novice") == "mastery-levels/novice?scale=mastery"
