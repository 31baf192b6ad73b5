"""Editions of hardly any content, and a crowd that publishes them."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from app.authoring.importing import import_release
from app.authoring.publishing import publish_draft, withdraw_edition
from app.framework.about import Framework
from app.framework.edition import Edition
from app.framework.release import Envelope, Release
from app.framework.skill import Skill
from app.store.problem import ContentConflict

#: Publish or withdrawal, framework, label.
Done = tuple[str, str, str]


def small(framework: str, version: str) -> Release:
    """An edition with one skill, named after its label."""
    skill = Skill(key="digging", slug="digging", name=f"Digging as of {version}")
    about = Framework(key=framework, slug=framework, name=framework.capitalize())
    return Release(envelope=Envelope(version=version), edition=Edition(framework=about, skills=(skill,)))


def publish(engine: Engine, framework: str, version: str) -> None:
    """Make such an edition and publish it in one transaction."""
    import_release(engine, small(framework, version), keyless=False, publishing=True)


class Writers:
    """Each publishes a few editions, in frameworks that it shares with others; every third one it withdraws again."""

    def __init__(self, engine: Engine, writers: int, each: int, frameworks: tuple[str, ...]) -> None:
        self.engine, self.each, self.frameworks = engine, each, frameworks
        self.done: list[Done] = []
        self.failed: list[BaseException] = []
        self.threads = [threading.Thread(target=self._work, args=(number,)) for number in range(writers)]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let them write while the block runs; at its end they are waited for."""
        for thread in self.threads:
            thread.start()
        yield
        for thread in self.threads:
            thread.join()

    @property
    def busy(self) -> bool:
        return any(thread.is_alive() for thread in self.threads)

    def _work(self, number: int) -> None:
        chance = random.Random(number)  # noqa: S311  # no secret
        try:
            for turn in range(self.each):
                self._write(chance.choice(self.frameworks), f"w{number}.{turn}", withdrawing=turn % 3 == 2)
        except BaseException as error:
            self.failed.append(error)
            raise

    def _write(self, framework: str, version: str, *, withdrawing: bool) -> None:
        import_release(self.engine, small(framework, version), keyless=False, publishing=False)
        while True:
            try:
                publish_draft(self.engine, framework, version)
                break
            except ContentConflict:  # the others were quicker, five times over
                continue
        self.done.append(("published", framework, version))
        if withdrawing:
            withdraw_edition(self.engine, framework, version, "A slip.")
            self.done.append(("withdrawn", framework, version))
