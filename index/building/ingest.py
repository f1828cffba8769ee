"""Articles into the database and the indexes, batch after batch; knows no file format.

What costs time is done outside any transaction; a batch is then written in one. Its content hash makes an article that
is already there cost one look-up, so a run that was killed is simply run again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from corpus.article import Article, Rejection
from index.allocator import give_back
from index.building.report import IngestReport
from index.building.workers import Promise, Workers
from index.derived.indexes import Indexes
from index.entry import Entry, Outcome, Prepared, Written
from index.prepare import outlet_of
from index.store.store import Store

Progress = Callable[[IngestReport], None]

BATCH = 500
# Documents between two commits of the indexes, and changes between two snapshots while more are to come.
_SHOWN_AFTER, _PUBLISHED_AFTER = 10_000, 8_000


@dataclass(frozen=True, slots=True)
class _Batch:
    """Articles with distinct ids, and the records refused among them."""

    articles: tuple[Article, ...]
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class _Begun:
    """A batch on its way: `unchanged` needs no work, `promise` gives the rest."""

    rejections: tuple[Rejection, ...]
    unchanged: tuple[Outcome, ...]
    promise: Promise


class Ingest:
    """One run: begins batches ahead, finishes them in order.

    :param turn: entered for every change of the database or the indexes.
    """

    def __init__(self, store: Store, indexes: Indexes, workers: Workers, turn: AbstractContextManager[object]) -> None:
        self._store = store
        self._indexes = indexes
        self._workers = workers
        self._turn = turn
        self._report = IngestReport()
        self._hidden = 0

    def run(self, items: Iterable[Article | Rejection], ahead: int, progress: Progress | None) -> IngestReport:
        """Take everything in; `ahead` batches are in preparation while one is written.

        What was taken in can be found when this returns, or raises.
        """
        begun: deque[_Begun] = deque()
        try:
            for batch in _batches(items):
                begun.append(self._begin(batch))
                if len(begun) > ahead:
                    self._finish(begun.popleft(), progress)
            while begun:
                self._finish(begun.popleft(), progress)
        except BaseException:
            self._workers.abandon()  # what follows needs the processor
            raise
        finally:
            self._show()
            with self._turn:
                self._indexes.publish()
        return self._report

    def _begin(self, batch: _Batch) -> _Begun:
        live = self._store.live_versions([article.id for article in batch.articles])
        fresh, unchanged = [], []
        for article in batch.articles:
            version = article.version
            if live.get(article.id) == version:
                unchanged.append(Outcome(article.id, version, "unchanged"))
            else:
                fresh.append(article)
        return _Begun(batch.rejections, tuple(unchanged), self._workers.submit(fresh))

    def _finish(self, begun: _Begun, progress: Progress | None) -> None:
        report = self._report.plus_outcomes(begun.unchanged).plus_rejections(begun.rejections)
        prepared = begun.promise()
        if prepared:
            with self._turn, self._indexes.all_or_nothing():
                written = self._store.write(self._indexes.generation.row, prepared)
                self._follow(prepared, written)
            report = report.plus_outcomes(place.outcome for place in written)
        self._report = report
        if self._hidden >= _SHOWN_AFTER:
            self._show()
        if progress is not None:
            progress(report)

    def _follow(self, prepared: tuple[Prepared, ...], written: tuple[Written, ...]) -> None:
        changed = [(made, place) for made, place in zip(prepared, written, strict=True) if place.passages]
        replaced = [place.document for _, place in changed if place.outcome.status == "updated"]
        self._indexes.apply(replaced, [_entry(made, place) for made, place in changed])
        self._hidden += len(changed)

    def _show(self) -> None:
        if self._hidden:
            with self._turn:
                self._indexes.commit(self._store.last_sequence())
                self._indexes.publish(_PUBLISHED_AFTER)
            self._hidden = 0
            give_back()


def _batches(items: Iterable[Article | Rejection]) -> Iterator[_Batch]:
    """Gather up to `BATCH` articles; a second one of the same id begins the next batch, so that the last one wins."""
    articles: dict[str, Article] = {}
    rejections: list[Rejection] = []
    for item in items:
        if len(articles) == BATCH or len(rejections) == BATCH or (isinstance(item, Article) and item.id in articles):
            yield _Batch(tuple(articles.values()), tuple(rejections))
            articles, rejections = {}, []
        if isinstance(item, Rejection):
            rejections.append(item)
        elif reason := _refusal(item):
            rejections.append(Rejection(item.id, reason))
        else:
            articles[item.id] = item
    if articles or rejections:
        yield _Batch(tuple(articles.values()), tuple(rejections))


def _refusal(article: Article) -> str | None:
    """Say why the database could not hold an article, or None where it can."""
    if not article.text.strip():
        return "正文是空的"
    try:
        f"{article.id}{article.title}{article.text}{article.source}{article.section}{article.url}".encode()
    except UnicodeEncodeError:
        return "文字里有不成对的代理字符（U+D800–U+DFFF），无法保存"
    return None


def _entry(made: Prepared, place: Written) -> Entry:
    article = made.article
    rows = tuple(place.passages)
    return Entry(
        place.document,
        outlet_of(article),
        article.published,
        rows,
        made.terms,
        made.tokens,
        made.vectors,
        made.fingerprint,
    )
