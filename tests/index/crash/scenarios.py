"""The jobs that are killed, each with the folder it begins in and what must be true of that once it was killed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EncoderMismatch
from index.encoder import Encoder
from index.library import Library
from index.store.backup import back_up, drafted, read_back
from index.store.store import Store
from tests.index.crash.history import ENCODER, State, state_of, states
from tests.index.crash.work import BACKUP, DATA, OTHER
from tests.index.crash.zygote import Life, Zygote


@dataclass(frozen=True, slots=True)
class Scenario:
    """A job over some blocks of acts, in a folder where the blocks before were written already.

    :param possible: given the states before and after every act of its own, and how many were acknowledged, says which
        states the folder may be in now.
    """

    job: str
    first: int
    blocks: int
    backed_up: int
    possible: Callable[[tuple[State, ...], int], Iterable[State]]

    def prepare(self, root: Path, zygote: Zygote) -> None:
        """Make the folder to begin in."""
        if self.backed_up:
            _written(zygote, root, 0, self.backed_up)
            back_up(root / DATA / "wenju.db", root / BACKUP)
        if self.first > self.backed_up:
            _written(zygote, root, self.backed_up, self.first - self.backed_up)

    def states(self) -> tuple[State, ...]:
        """Give the state to begin with, and that after every act."""
        *_, before = states(0, self.first)
        return tuple(states(self.first, self.blocks, before))

    def check(self, root: Path, life: Life) -> None:
        """Nothing that was acknowledged is lost, nothing is half there, and every part of the folder fits the rest."""
        self.check_backup(root, life)
        if not (root / DATA / "wenju.db").exists():
            assert self.first == life.acknowledged == 0
            return
        with opened(root / DATA) as library:
            assert library.verify().problems == ()
            found = state_of(library)
        assert found in list(self.possible(self.states(), life.acknowledged))

    def check_backup(self, root: Path, life: Life) -> None:
        """A backup that bears its name is whole, and there once it was acknowledged."""
        if self.job != "backup":
            return
        assert (root / BACKUP).exists() or not life.acknowledged
        if (root / BACKUP).exists():
            again = root / "again.db"
            with drafted(again):
                read_back(root / BACKUP, again)
                store = Store.open(again)
                assert store.count() == len(self.states()[0].articles)
                store.close()

    def finish(self, root: Path, zygote: Zygote) -> None:
        """Do the same once more, to its end: what a killed process left is in nobody's way."""
        life = zygote.run(self.job, root, first=self.first, blocks=self.blocks)
        assert life.exit_code == 0
        self.check_backup(root, life)
        with opened(root / DATA) as library:
            assert library.verify().problems == ()
            found, wanted = state_of(library), self.states()[-1]
        if self.job == "restore":
            *_, wanted = states(0, self.backed_up)
        assert found.articles == wanted.articles
        assert set(found.turns) == set(wanted.turns)
        drafts = [path for path in root.rglob("*") if "new" in path.name or "restoring" in path.name]
        assert drafts == []
        assert list((root / DATA / "index" / "work").glob("*")) == []


def opened(folder: Path) -> Library:
    """Open a library with the encoder that answers in it."""
    encoders: tuple[Encoder, ...] = (ENCODER, OTHER)
    for encoder in encoders:
        try:
            return Library.open(folder, encoder)
        except EncoderMismatch:
            pass
    raise AssertionError("an encoder that was never used")


def _written(zygote: Zygote, root: Path, first: int, blocks: int) -> None:
    assert zygote.run("write", root, first=first, blocks=blocks).exit_code == 0


def _this_or_next(states: tuple[State, ...], acknowledged: int) -> Iterable[State]:
    """An act that was not acknowledged happened as a whole, or not at all."""
    return states[acknowledged : acknowledged + 2]


def _unchanged(states: tuple[State, ...], _: int) -> Iterable[State]:
    return states[:1]


def _from_backup(blocks: int) -> Callable[[tuple[State, ...], int], Iterable[State]]:
    *_, backed_up = states(0, blocks)

    def possible(states: tuple[State, ...], acknowledged: int) -> Iterable[State]:
        return [backed_up] if acknowledged else [states[0], backed_up]

    return possible


SCENARIOS: Mapping[str, Scenario] = {
    "create": Scenario("write", 0, 1, 0, _this_or_next),
    "write": Scenario("write", 2, 1, 0, _this_or_next),
    "backup": Scenario("backup", 2, 0, 0, _unchanged),
    "restore": Scenario("restore", 2, 0, 1, _from_backup(1)),
    "reindex": Scenario("reindex", 2, 0, 0, _unchanged),
}
