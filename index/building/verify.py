"""A data folder compared with itself: the database, its passages and its indexes; changes nothing."""

from collections.abc import Callable, Iterator

import numpy as np

from corpus.errors import DatabaseDamaged
from index.building.report import VerifyReport
from index.derived.indexes import Indexes
from index.store.generations import Generation
from index.store.store import Store
from index.store.stored import Stored

_READ_AT_ONCE = 500
# Vectors are kept with ten bits a number.
_ROUNDING = 0.01


def verify(
    store: Store, indexes: Indexes | None, progress: Callable[[int, int], None] = lambda done, total: None
) -> VerifyReport:
    """Check every page and reference, every article and old version against its hash, and every passage against its
    slice; of indexes, that they hold just those, and that their files on disk are the ones that were written.

    :param progress: called with the number of live articles looked at, and that of all.
    """
    try:
        problems = [f"数据库：{problem}" for problem in store.problems()]
    except DatabaseDamaged as error:
        problems = [error.detail]
    rows: list[int] = []
    firsts: list[int] = []
    generation = store.generation()
    try:
        total = store.count()
        progress(0, total)
        problems.extend(store.changed_versions())
        for done, stored in enumerate(_live(store, generation) if generation else (), start=1):
            if done % _READ_AT_ONCE == 0:
                progress(done, total)
            rows.extend(stored.rows)
            firsts.extend(stored.rows[:1])
            problems.extend(f"文章 {stored.article.id}：{problem}" for problem in _faults(stored))
    except DatabaseDamaged as error:
        problems.append(error.detail)
    if indexes is not None:
        problems.extend(_differences("词语索引", rows, indexes.view.lexical.passages()))
        problems.extend(_differences("语义索引", rows, indexes.view.dense.passages()))
        problems.extend(_differences("词元索引", rows, indexes.view.tokens.passages()))
        problems.extend(_differences("同文索引", firsts, indexes.view.reprints.passages(), "篇"))
        problems.extend(indexes.damage())
    counts = store.counts()
    return VerifyReport(counts.documents, counts.tombstones, counts.versions, counts.passages, tuple(problems))


def _live(store: Store, generation: Generation) -> Iterator[Stored]:
    after = 0
    while documents := store.live_documents(after, _READ_AT_ONCE):
        yield from store.stored(documents, generation)
        after = documents[-1]


def _faults(stored: Stored) -> Iterator[str]:
    length = len(stored.article.text)
    if not stored.passages:
        yield "没有段落"
    if len(stored.vectors) != len(stored.passages):
        yield f"有 {len(stored.passages)} 段，却有 {len(stored.vectors)} 个向量"
    end = 0
    for number, passage in enumerate(stored.passages):
        if passage.ordinal != number or not end <= passage.start < passage.end <= length:
            yield f"第 {number + 1} 段的位置 {passage.start}–{passage.end} 不对（全文 {length} 字）"
        end = passage.end
    with np.errstate(invalid="ignore"):
        lengths = np.linalg.norm(stored.vectors.astype(np.float64), axis=1)
    # Of unit length, or of none where no word is known; written so that a NaN is wrong too.
    for number in np.flatnonzero(~((abs(lengths - 1) < _ROUNDING) | (lengths == 0))).tolist():
        yield f"第 {number + 1} 段的向量长度是 {lengths[number]:.3g}，应为 1"


def _differences(name: str, rows: list[int], indexed: tuple[int, ...], unit: str = "段") -> Iterator[str]:
    missing, extra = set(rows) - set(indexed), set(indexed) - set(rows)
    if missing:
        yield f"{name}缺 {len(missing)} {unit}"
    if extra:
        yield f"{name}多出 {len(extra)} {unit}"
    if len(indexed) != len(set(indexed)):
        yield f"{name}里有重复的{unit}"
