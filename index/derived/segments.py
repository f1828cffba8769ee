"""What indexes have in common that are kept as segments, none of which is ever changed; knows not what is in them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

import numpy as np

from index.derived.rows import PASSAGE, Mask, Rows, of_documents


class Segment(Protocol):
    """A frozen dataclass of passages ascending by row; `living` marks those that were not removed since."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

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


def without(segments: Iterable[AnySegment], documents: Collection[int]) -> tuple[AnySegment, ...]:
    """Mark the passages of documents as removed."""
    return tuple(_without(segment, documents) for segment in segments) if documents else tuple(segments)


def merged(
    segments: tuple[AnySegment, ...], join: Callable[[Sequence[AnySegment]], AnySegment]
) -> tuple[AnySegment, ...]:
    """Join the last segments while they are of like size: few segments, and each passage is copied a few times only."""
    while len(segments) > 1 and len(segments[-2].living) <= 2 * len(segments[-1].living):
        segments = (*segments[:-2], join(segments[-2:]))
    return segments


def _without(segment: AnySegment, documents: Collection[int]) -> AnySegment:
    gone = of_documents(segment.rows, documents) & segment.living
    return replace(segment, living=segment.living & ~gone) if gone.any() else segment
