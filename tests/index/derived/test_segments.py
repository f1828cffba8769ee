from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.derived.rows import Mask, Rows
from index.derived.segments import living_count, living_passages, merged


@dataclass(frozen=True, eq=False)
class Part:
    """Passages with nothing in them."""

    rows: Rows
    living: Mask


def part(first: int, living: Sequence[bool]) -> Part:
    rows = np.zeros((4, len(living)), np.int64)
    rows[0] = np.arange(first, first + len(living))
    return Part(rows, np.array(living, np.bool_))


def joined(parts: Sequence[Part]) -> Part:
    rows = np.concatenate([each.rows[:, each.living] for each in parts], axis=1)
    return Part(rows, np.ones(rows.shape[1], np.bool_))


PARTS = st.lists(st.lists(st.booleans(), min_size=1, max_size=12), max_size=12).map(
    lambda living: tuple(part(100 * number, each) for number, each in enumerate(living))
)


@given(PARTS)
def test_merging_keeps_every_living_passage(parts: tuple[Part, ...]) -> None:
    after = merged(parts, joined)
    assert living_passages(after) == living_passages(parts)
    assert living_count(after) == len(living_passages(parts))


@given(PARTS)
def test_each_segment_is_more_than_twice_as_long_as_the_next(parts: tuple[Part, ...]) -> None:
    segments: tuple[Part, ...] = ()
    for each in parts:
        segments = merged((*segments, each), joined)
    lengths = [len(segment.living) for segment in segments]
    assert all(first > 2 * second for first, second in pairwise(lengths))
