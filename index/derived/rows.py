"""What the dense index must know of each passage beside its vector, a column each; numpy only."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.derived.limits import Limits
from index.entry import Entry

# (4, number of passages): the row of the passage, the row of its document, the day, the outlet.
Rows: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

PASSAGE, DOCUMENT, DAY, SOURCE = range(4)
UNDATED = 0


@dataclass(frozen=True, slots=True, eq=False)
class Origins:
    """When and where N passages appeared: `days` (N,) are ordinals or `UNDATED`, `sources` (N,) codes, 0 for none."""

    days: NDArray[np.int64]
    sources: NDArray[np.int64]

    @classmethod
    def unknown(cls, count: int) -> "Origins":
        """Give as many of which nothing is known."""
        return cls(np.full(count, UNDATED, np.int64), np.zeros(count, np.int64))


def rows_of(entries: Sequence[Entry]) -> Rows:
    """Give a column for each passage, in the order of the entries."""
    columns = [
        (passage, entry.document, _day(entry.published), source_code(entry.source))
        for entry in entries
        for passage in entry.passages
    ]
    return np.array(columns, np.int64).reshape(-1, 4).T.copy()


def allowed(rows: Rows, limits: Limits) -> Mask:
    """Mark the passages that pass the limits."""
    mask = np.ones(rows.shape[1], np.bool_)
    if limits.first_day is not None or limits.last_day is not None:
        mask &= rows[DAY] != UNDATED
    if limits.first_day is not None:
        mask &= rows[DAY] >= limits.first_day
    if limits.last_day is not None:
        mask &= rows[DAY] <= limits.last_day
    if limits.sources:
        mask &= np.isin(rows[SOURCE], [source_code(source) for source in limits.sources])
    if limits.documents is not None:
        mask &= of_documents(rows, limits.documents)
    return mask


def of_documents(rows: Rows, documents: Collection[int]) -> Mask:
    """Mark the passages of documents."""
    return np.isin(rows[DOCUMENT], np.fromiter(documents, np.int64, len(documents)))


def places_of(rows: Rows, passages: NDArray[np.int64]) -> tuple[NDArray[np.intp], Mask]:
    """Give the place of each passage in rows that ascend by passage, and whether it is there; the rest are anywhere."""
    if not rows.size:
        return np.zeros(len(passages), np.intp), np.zeros(len(passages), np.bool_)
    places = np.minimum(np.searchsorted(rows[PASSAGE], passages), rows.shape[1] - 1)
    return places, rows[PASSAGE][places] == passages


def _day(published: date | None) -> int:
    return UNDATED if published is None else published.toordinal()


def source_code(source: str | None) -> int:
    """Stand for the name of an outlet by 63 bits of its hash; 0 for none."""
    if source is None:
        return 0
    return int.from_bytes(hashlib.blake2b(source.encode("utf-8"), digest_size=8).digest(), "little") >> 1
