"""What the dense index must know of each passage beside its vector, a column each; numpy only."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.entry import Entry
from index.limits import Limits

# (4, number of passages): the row of the passage, the row of its document, the day, the outlet.
Rows: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

PASSAGE, DOCUMENT, _DAY, _SOURCE = range(4)
_UNDATED = 0


def rows_of(entries: Sequence[Entry]) -> Rows:
    """Give a column for each passage, in the order of the entries."""
    columns = [
        (passage, entry.document, _day(entry.published), _code(entry.source))
        for entry in entries
        for passage in entry.passages
    ]
    return np.array(columns, np.int64).reshape(-1, 4).T.copy()


def allowed(rows: Rows, limits: Limits) -> Mask:
    """Mark the passages that pass the limits."""
    mask = np.ones(rows.shape[1], np.bool_)
    if limits.first_day is not None or limits.last_day is not None:
        mask &= rows[_DAY] != _UNDATED
    if limits.first_day is not None:
        mask &= rows[_DAY] >= limits.first_day
    if limits.last_day is not None:
        mask &= rows[_DAY] <= limits.last_day
    if limits.sources:
        mask &= np.isin(rows[_SOURCE], [_code(source) for source in limits.sources])
    if limits.documents is not None:
        mask &= of_documents(rows, limits.documents)
    return mask


def of_documents(rows: Rows, documents: Collection[int]) -> Mask:
    """Mark the passages of documents."""
    return np.isin(rows[DOCUMENT], np.fromiter(documents, np.int64, len(documents)))


def positions_of(rows: Rows, passages: Collection[int]) -> NDArray[np.int64]:
    """Give the positions, in rows that ascend by passage, of those passages that are there."""
    wanted = np.fromiter(passages, np.int64, len(passages))
    if not rows.size:
        return wanted[:0]
    places = np.minimum(np.searchsorted(rows[PASSAGE], wanted), rows.shape[1] - 1)
    found: NDArray[np.int64] = places[rows[PASSAGE][places] == wanted]
    return found


def _day(published: date | None) -> int:
    return _UNDATED if published is None else published.toordinal()


def _code(source: str | None) -> int:
    """Stand for the name of an outlet by 63 bits of its hash; 0 for none."""
    if source is None:
        return 0
    return int.from_bytes(hashlib.blake2b(source.encode("utf-8"), digest_size=8).digest(), "little") >> 1
