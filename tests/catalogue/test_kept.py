"""Loaded editions are kept: bounded, the least recently used goes first, one load serves all who wait."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.catalogue.kept import Kept
from app.framework.release import Envelope, Release
from app.kit.problems import NotFound
from tests.worlds import garden

Address = tuple[str, str]
A, B, C = ("garden", "a"), ("garden", "b"), ("garden", "c")


class Loader:
    """Loads any label but ``none``, and notes what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[Address] = []

    def __call__(self, address: Address) -> Release:
        self.asked.append(address)
        if address[1] == "none":
            raise NotFound("nothing there")
        return Release(envelope=Envelope(version=address[1]), edition=garden().edition)


def test_what_was_loaded_is_not_loaded_again() -> None:
    loader = Loader()
    kept = Kept(2, loader)
    assert kept.get(A) is kept.get(A)
    assert loader.asked == [A]


def test_the_least_recently_used_goes_first() -> None:
    loader = Loader()
    kept = Kept(2, loader)
    for address in (A, B, A, C, A, B):
        assert kept.get(address).envelope.version == address[1]
    assert loader.asked == [A, B, C, B]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_more_than_the_bound_stay(most: int) -> None:
    loader = Loader()
    kept = Kept(most, loader)
    addresses = [("garden", str(number)) for number in range(10)]
    for address in addresses:
        kept.get(address)
    assert list(kept._held) == addresses[-most:]


def test_what_is_forgotten_is_loaded_again_and_all_else_stays() -> None:
    loader = Loader()
    kept = Kept(3, loader)
    for address in (A, B, C):
        kept.get(address)
    kept.forget(lambda address: address in (A, C))
    assert list(kept._held) == [B]
    kept.get(B)
    kept.get(A)
    assert loader.asked == [A, B, C, A]


def test_labels_that_lead_nowhere_push_nothing_out() -> None:
    loader = Loader()
    kept = Kept(1, loader)
    kept.get(A)
    for _ in range(5):
        with pytest.raises(NotFound):
            kept.get(("garden", "none"))
    kept.get(A)
    assert loader.asked == [A, *[("garden", "none")] * 5]
    assert kept._loading == {}


def test_a_load_that_failed_is_tried_again() -> None:
    fails = [OSError("the database is away"), KeyboardInterrupt()]
    good = Loader()

    def load(address: Address) -> Release:
        if fails:
            raise fails.pop(0)
        return good(address)

    kept = Kept(1, load)
    with pytest.raises(OSError, match="away"):
        kept.get(A)
    with pytest.raises(KeyboardInterrupt):
        kept.get(A)
    assert kept.get(A).envelope.version == "a"


class Slow:
    """A load that ends when it is let go, one way or the other."""

    def __init__(self, end: Callable[[Address], Release]) -> None:
        self.end = end
        self.started, self.let_go = threading.Event(), threading.Event()
        self.times = 0

    def __call__(self, address: Address) -> Release:
        self.times += 1
        self.started.set()
        assert self.let_go.wait(10)
        return self.end(address)


def asked_by_many(slow: Slow, kept: Kept[Address, Release], address: Address) -> list[object]:
    """What twelve threads get that all ask while the load is under way."""
    gate = threading.Barrier(13)

    def ask() -> object:
        gate.wait()
        try:
            return kept.get(address)
        except NotFound as problem:
            return problem

    with ThreadPoolExecutor(12) as pool:
        asking = [pool.submit(ask) for _ in range(12)]
        gate.wait()
        assert slow.started.wait(10)
        slow.let_go.set()
        return [asked.result(10) for asked in asking]


def test_many_who_ask_at_once_share_one_load() -> None:
    slow = Slow(Loader())
    found = asked_by_many(slow, Kept(1, slow), A)
    assert slow.times == 1
    assert all(release is found[0] for release in found)
    assert isinstance(found[0], Release)


def test_whoever_waited_hears_that_the_load_failed() -> None:
    slow = Slow(Loader())
    found = asked_by_many(slow, Kept(1, slow), ("garden", "none"))
    assert len(found) == 12
    assert all(isinstance(one, NotFound) for one in found)


def test_a_slow_load_holds_up_nobody_who_wants_another_edition() -> None:
    loader = Loader()
    slow = Slow(loader)
    kept: Kept[Address, Release] = Kept(2, lambda address: (slow if address == A else loader)(address))
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(kept.get, A)
        assert slow.started.wait(10)
        assert kept.get(B).envelope.version == "b"
        assert not asked.done()
        slow.let_go.set()
        assert asked.result(10).envelope.version == "a"
