"""All derived indexes, kept in step with the change log; knows no question and no file.

They are brought up to date from the database. Doing so twice does no harm: a document is taken out, then put in as it
is now.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DiskFull, StorageError
from index import segment
from index.derived.dense import DenseIndex
from index.derived.derived import Derived, DerivedDense, DerivedReprints, DerivedTokens
from index.derived.derived_lexical import DerivedLexical
from index.derived.lexical import LexicalSearcher
from index.derived.reprints import ReprintIndex
from index.derived.snapshot import Origin
from index.derived.tokens import TokenIndex
from index.encoder import Encoder
from index.entry import Entry
from index.fingerprint import fingerprint
from index.prepare import outlet_of, terms_of, tokens_of
from index.store.generations import Generation
from index.store.store import Store
from index.store.stored import Stored
from index.store.trouble import is_no_room

_log = logging.getLogger(__name__)

# What a full or broken disk makes of tantivy, faiss and the file system.
_FAILURES = (OSError, ValueError, RuntimeError)
_REPLAYED_AT_ONCE = 500
_SHOWN_AT_ONCE = 10_000
# Changes that are shown before anything is answered: less than a second's work.
_NOTICED = 400


@dataclass(frozen=True, slots=True)
class View:
    """The indexes at one moment, and the encoder whose vectors and tokens they hold; it never changes."""

    lexical: LexicalSearcher
    dense: DenseIndex
    tokens: TokenIndex
    reprints: ReprintIndex
    encoder: Encoder


class Indexes:
    """The derived indexes of one generation of a database. One thread at a time may change them; any may use `view`.

    :param encoder: the one that the generation was made with.
    :param watch: called now and then while they catch up; what it raises breaks that off.
    :param lagging: answer at once with what is on disk, where that is most of it; `catch_up` shows the rest.
    """

    def __init__(
        self,
        folder: Path,
        store: Store,
        generation: Generation,
        encoder: Encoder,
        *,
        read_only: bool,
        watch: Callable[[], None] = lambda: None,
        lagging: bool = False,
    ) -> None:
        origin = Origin(store.identity, generation.row, generation.encoder, generation.dimension, segment.name())
        last = store.last_sequence()
        self.generation = generation
        self.encoder = encoder
        self._store = store
        self._read_only = read_only
        self._watch = watch
        self._broken = self._lagging = False
        self._lexical = DerivedLexical(folder / "lexical", origin, last)
        self._dense = DerivedDense(folder / "dense", origin, last)
        self._tokens = DerivedTokens(folder / "tokens", origin, last)
        self._reprints = DerivedReprints(folder / "reprints", origin, last)
        self._all: tuple[Derived, ...] = (self._lexical, self._dense, self._tokens, self._reprints)
        self._lexical.sweep_work()
        if not read_only:
            self._sweep()
        self.view = self._now()
        # What a clean end leaves to be replayed is soon done.
        behind = any(last - index.sequence > max(_NOTICED, index.worth) for index in self._all)
        self._lagging = self._broken = lagging and behind and self.sequence >= last / 2
        if not self._broken:
            self.catch_up()
            self.publish()

    @property
    def sequence(self) -> int:
        """The last change that `view` shows."""
        return min(index.sequence for index in self._all)

    @property
    def newest(self) -> int:
        """The last change that the database has."""
        return self._store.last_sequence()

    @property
    def lagging(self) -> bool:
        """Whether they were opened with less than the database has, and `catch_up` has not shown all of it yet."""
        return self._lagging

    def apply(self, removed: Collection[int], added: Sequence[Entry]) -> None:
        """Take out documents, by row, then put in articles; to be seen after `commit`."""
        if not self._broken:
            with _trouble_in_words(), self.all_or_nothing():
                for index in self._all:
                    index.apply(removed, added)

    def commit(self, sequence: int) -> None:
        """Show what was applied; `sequence` is the last change in it, and the last that the database has."""
        if self._broken:
            self.catch_up()
            return
        with _trouble_in_words(), self.all_or_nothing():
            for index in self._all:
                index.commit(sequence)
        self.view = self._now()

    def catch_up(self, at_most: int | None = None) -> int:
        """Show every change that the database has, or so many more, and give the number of its last one."""
        last = self._store.last_sequence()
        goal = last if at_most is None else min(last, self.sequence + at_most)
        with _trouble_in_words(), self.all_or_nothing():
            for index in self._all:
                index.discard()
            self._replay(goal)
        self._broken = goal < last
        self._lagging = self._lagging and self._broken
        self.view = self._now()
        return last

    def make_writable(self) -> None:
        """Put on disk, from now on, what was opened read-only beside the indexes whose place it takes."""
        self._read_only = False
        self._sweep()
        self.publish()

    def publish(self, lag: int = 0) -> None:
        """Put on disk each index whose snapshot is far behind, at least by `lag` changes; never when read-only.

        A snapshot that cannot be written is no loss: the next start replays more changes.
        """
        for index in reversed(self._all):  # the lexical one last: its files are still being merged
            if not self._read_only and index.lag > max(lag, index.worth):
                try:
                    index.publish()
                except _FAILURES as error:
                    _log.warning("索引快照没有写成，下次启动会慢一些：%s", error)

    def damage(self) -> tuple[str, ...]:
        """Name each index whose files on disk are not those that were written; none of it is served."""
        return tuple(f"{index.name} 索引：{found}" for index in self._all if (found := index.damage()))

    def close(self) -> None:
        """Leave nothing behind but snapshots."""
        self._lexical.close()

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Change database and indexes together: where that breaks off, the next `commit` catches up with the database.

        Without it, a change that is in the database but was never applied would count as seen.
        """
        try:
            yield
        except BaseException:
            self._broken = True
            for index in self._all:
                index.discard()
            raise

    def _sweep(self) -> None:
        for index in self._all:
            index.sweep()

    def _now(self) -> View:
        return View(self._lexical.searcher, self._dense.index, self._tokens.index, self._reprints.index, self.encoder)

    def _replay(self, goal: int) -> None:
        """Read the changes once, for every index that lacks them."""
        after = self.sequence
        if any(goal - index.sequence > index.worth for index in self._all):
            _log.info("索引落后数据库 %d 次改动，正在追上", goal - after)
        while after < goal:
            changes = self._store.changes(after, _REPLAYED_AT_ONCE)
            after = changes[-1].sequence
            behind = [index for index in self._all if index.sequence < after]
            documents = {change.document for change in changes}
            entries = [self._entry(stored, behind) for stored in self._store.stored(documents, self.generation)]
            for index in behind:
                self._watch()
                index.apply(documents, entries)
                if after >= goal or after - index.sequence >= _SHOWN_AT_ONCE:
                    index.commit(after)

    def _entry(self, stored: Stored, behind: Collection[Derived]) -> Entry:
        """Make again of a stored article what the indexes that are behind need of it."""
        article, cut = stored.article, stored.passages
        terms = terms_of(article, cut) if self._lexical in behind else ()
        tokens = tokens_of(article, cut, self.encoder) if self._tokens in behind else ()
        mark = fingerprint(article.text) if self._reprints in behind else None
        return Entry(
            stored.document, outlet_of(article), article.published, stored.rows, terms, tokens, stored.vectors, mark
        )


@contextmanager
def _trouble_in_words() -> Iterator[None]:
    try:
        yield
    except _FAILURES as error:
        if is_no_room(error):
            raise DiskFull("磁盘满了，索引没有写成；文章都在数据库里，腾出空间后下次写入或启动时会补上") from error
        raise StorageError(f"索引没有写成（{error}）；文章都在数据库里，下次写入或启动时会补上") from error
