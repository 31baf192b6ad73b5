"""The learning resources of DIRECT, as courses that teach nothing yet."""

import csv
from typing import Any

from app.kit.text import HIDDEN, SPACES
from tests.learning.classroom import Classroom
from tests.real_data import FOLDER, needs_real_data

FILE = FOLDER / "direct-framework" / "learning_resource.csv"
_PLAIN = str.maketrans({letter: " " for letter in SPACES if letter != "-"} | dict.fromkeys(HIDDEN[:1], ""))


def resources() -> list[dict[str, Any]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            {
                "external_id": row["slug"],
                "title": " ".join(row["name"].translate(_PLAIN).split()),
                "url": row["url"].strip(),
                "language": row["language"].partition("|")[0].strip() or None,  # some are held in several
                "description": " ".join(row["description"].translate(_PLAIN).split()) or None,
            }
            for row in csv.DictReader(file)
        ]


@needs_real_data
def test_all_of_them_load_at_once_and_again_changes_nothing(room: Classroom) -> None:
    sent = resources()
    assert len(sent) == 207
    done = room.bulk(sent, atomic="true", replace="true")
    assert done.status_code == 200, done.text[:2000]
    assert done.json()["counts"] == {"created": 207, "changed": 0, "unchanged": 0, "refused": 0, "retired": 0}
    assert room.bulk(sent, lines=True, replace="true").json()["counts"]["unchanged"] == 207
    listed = room.listed(provider="school")
    assert [one["external_id"] for one in listed] == [one["external_id"] for one in sent]
    assert all(one["teaches"] == [] for one in listed)
    assert len(room.feed()) == 207
