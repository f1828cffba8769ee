"""What the dense index must know of each passage beside its vector, as columns; numpy only."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.entry import Entry
from index.limits import Limits

Rows: TypeAlias = NDArray[np.void]
Mask: TypeAlias = NDArray[np.bool_]

ROW = np.dtype([("passage", "<i8"), ("document", "<i8"), ("day", "<i4"), ("source", "<i8")])
_UNDATED = 0


def rows_of(entries: Sequence[Entry]) -> Rows:
    """Give one row for each passage, in the order of the entries."""
    return np.array(
        [
            (passage, entry.document, _day(entry.published), _code(entry.source))
            for entry in entries
            for passage in entry.passages
        ],
        ROW,
    )


def allowed(rows: Rows, limits: Limits) -> Mask:
    """Mark the rows that pass the limits."""
    mask = np.ones(len(rows), np.bool_)
    days = rows["day"]
    if limits.first_day is not None or limits.last_day is not None:
        mask &= days != _UNDATED
    if limits.first_day is not None:
        mask &= days >= limits.first_day
    if limits.last_day is not None:
        mask &= days <= limits.last_day
    if limits.sources:
        mask &= np.isin(rows["source"], [_code(source) for source in limits.sources])
    if limits.documents is not None:
        mask &= of_documents(rows, limits.documents)
    return mask


def of_documents(rows: Rows, documents: Collection[int]) -> Mask:
    """Mark the rows of documents."""
    return np.isin(rows["document"], np.fromiter(documents, np.int64, len(documents)))


def positions_of(rows: Rows, passages: Collection[int]) -> NDArray[np.int64]:
    """Give the positions, in rows that ascend by passage, of those passages that are there."""
    wanted = np.fromiter(passages, np.int64, len(passages))
    places = np.searchsorted(rows["passage"], wanted)
    places = places[places < len(rows)] if len(rows) else places[:0]
    return places[np.isin(rows["passage"][places], wanted)]


def _day(published: date | None) -> int:
    return _UNDATED if published is None else published.toordinal()


def _code(source: str | None) -> int:
    """Stand for the name of an outlet by 63 bits of its hash; 0 for none."""
    if source is None:
        return 0
    return int.from_bytes(hashlib.blake2b(source.encode("utf-8"), digest_size=8).digest(), "little") >> 1
