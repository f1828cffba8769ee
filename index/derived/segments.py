"""What indexes have in common that are kept as segments, none of which is ever changed; knows not what is in them."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import numpy as np

from index.derived.rows import PASSAGE, Mask, Rows


class Segment(Protocol):
    """Passages ascending by row; `living` marks those that were not removed since."""

    @property
    def rows(self) -> Rows:
        """The passages, a column each."""
        ...

    @property
    def living(self) -> Mask:
        """Which of them live."""
        ...


AnySegment = TypeVar("AnySegment", bound=Segment)


def living_count(segments: Sequence[Segment]) -> int:
    """Count the living passages."""
    return sum(int(np.count_nonzero(segment.living)) for segment in segments)


def living_passages(segments: Sequence[Segment]) -> tuple[int, ...]:
    """Give the rows of the living passages, ascending."""
    return tuple(sorted(int(row) for segment in segments for row in segment.rows[PASSAGE][segment.living]))


def merged(
    segments: tuple[AnySegment, ...], join: Callable[[Sequence[AnySegment]], AnySegment]
) -> tuple[AnySegment, ...]:
    """Join the last segments while they are of like size: few segments, and each passage is copied a few times only."""
    while len(segments) > 1 and len(segments[-2].living) <= 2 * len(segments[-1].living):
        segments = (*segments[:-2], join(segments[-2:]))
    return segments
