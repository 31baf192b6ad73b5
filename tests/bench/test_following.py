"""The bench follows the feed and carries ids as it says."""

from pathlib import Path

from tests.bench import following, sizes
from tests.databases import Databases


def test_a_page_of_the_feed_and_ten_thousand_ids_are_measured(tmp_path: Path) -> None:
    databases = Databases(tmp_path)
    pages = dict(following.feed_figures(databases, "sqlite", 1, entries=100))
    assert all(times.ours > 0 for times in pages.values())
    assert set(pages) == {"first page of the feed", "its last page"}
    carried = [(what, number) for what, number, _ in following.migrate_figures(databases, sizes.seed(), 1)]
    assert carried == [("ids of things", 10_000), ("of things and requirements", 10_000)]
