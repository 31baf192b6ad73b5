import pytest

from app.kit.directory import path_below_root, template
from tests.kit.echo import DIRECTORY


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/things", "/things"),
        ("/things/pear", "/things/{thing}"),
        ("/things/newest", "/things/newest"),
        ("/things/newest/parts/core", "/things/{thing}/parts/{part}"),
        ("/docs/swagger.js", "/docs/{file}"),
        ("/things/", None),
        ("/things//parts/core", None),
        ("things", None),
        ("*", None),
        ("", None),
        ("/" * 9000, None),
        ("/things/a/parts", None),
    ],
)
def test_a_path_leads_to_the_most_literal_template_or_to_none(path: str, found: str | None) -> None:
    scope = {"path": path}
    place = DIRECTORY.place(scope)
    assert (place.template if place else None) == found == template(scope)


def test_a_place_names_all_that_it_answers() -> None:
    place = DIRECTORY.place({"path": "/things/pear"})
    assert place is not None
    assert place.allow == "GET, HEAD, OPTIONS, PUT"
    assert place.operations["GET"].gives == {"application/json"}
    assert place.operations["PUT"].keyed
    compare = DIRECTORY.place({"path": "/compare"})
    assert compare is not None
    assert not compare.operations["POST"].keyed  # it takes a key, and asks for none
    lookup = DIRECTORY.place({"path": "/lookup"})
    assert lookup is not None
    assert lookup.allow == "OPTIONS, POST"
    assert lookup.operations["POST"].takes == {"application/json"}


@pytest.mark.parametrize(("path", "below"), [("/root/a", "/a"), ("/a", "/a"), ("/rooty/a", "/rooty/a")])
def test_the_root_path_may_be_there_or_not(path: str, below: str) -> None:
    assert path_below_root({"path": path, "root_path": "/root"}) == below
