from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.derived.limits import Limits
from index.derived.rows import PASSAGE, allowed, of_documents, places_of, rows_of
from index.entry import Entry

DAYS = st.dates(date(2023, 1, 1), date(2023, 1, 9))
SOURCES = st.sampled_from(["海星日报", "海星晚报"])
NO_VECTORS = np.zeros((1, 1), np.float16)
ENTRIES = st.lists(st.tuples(st.none() | DAYS, st.none() | SOURCES), max_size=12).map(
    lambda given: [
        Entry(number, source, published, (10 * number, 10 * number + 1), (), (), NO_VECTORS)
        for number, (published, source) in enumerate(given, 1)
    ]
)
LIMITS = st.builds(
    Limits,
    st.none() | DAYS.map(date.toordinal),
    st.none() | DAYS.map(date.toordinal),
    st.frozensets(SOURCES),
    st.none() | st.frozensets(st.integers(1, 12)),
)


def passes(entry: Entry, limits: Limits) -> bool:
    day = entry.published.toordinal() if entry.published else None
    return (
        (limits.first_day is None or (day is not None and day >= limits.first_day))
        and (limits.last_day is None or (day is not None and day <= limits.last_day))
        and (not limits.sources or entry.source in limits.sources)
        and (limits.documents is None or entry.document in limits.documents)
    )


@given(ENTRIES, LIMITS)
def test_limits_let_pass_just_what_they_say(entries: list[Entry], limits: Limits) -> None:
    rows = rows_of(entries)
    expected = [row for entry in entries if passes(entry, limits) for row in entry.passages]
    assert rows[PASSAGE][allowed(rows, limits)].tolist() == expected
    assert not limits.none or len(expected) == 2 * len(entries)


@given(ENTRIES, st.sets(st.integers(1, 12)))
def test_documents_are_marked(entries: list[Entry], documents: set[int]) -> None:
    rows = rows_of(entries)
    expected = [row for entry in entries if entry.document in documents for row in entry.passages]
    assert rows[PASSAGE][of_documents(rows, documents)].tolist() == expected


@given(ENTRIES, st.lists(st.integers(0, 130)))
def test_places_are_those_of_the_passages_that_are_there(entries: list[Entry], wanted: list[int]) -> None:
    rows = rows_of(entries)
    there = {row for entry in entries for row in entry.passages}
    places, here = places_of(rows, np.array(wanted, np.int64))
    assert here.tolist() == [row in there for row in wanted]
    assert rows[PASSAGE][places[here]].tolist() == [row for row in wanted if row in there]
