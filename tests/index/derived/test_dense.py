from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.derived.compressed import Vector
from index.derived.dense import DenseIndex
from index.derived.limits import NO_LIMITS, Limits
from index.derived.rows import UNDATED, source_code
from index.entry import Entry

DIMENSION = 32


def directions(count: int, seed: int = 1) -> Vector:
    vectors = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def single(number: int, vector: Vector, source: str | None = None, published: date | None = None) -> Entry:
    """Give an article of one passage; document and passage have the same row."""
    return Entry(number, source, published, (number,), (), (), vector[None].astype(np.float16))


def filled(vectors: Vector) -> DenseIndex:
    return DenseIndex(DIMENSION).changed((), [single(number, vector) for number, vector in enumerate(vectors, 1)])


def found(index: DenseIndex, vector: Vector, k: int, limits: Limits = NO_LIMITS) -> list[int]:
    return [hit.passage for hit in index.search(vector, k, limits)]


def test_scores_are_inner_products_and_the_order_is_that_of_brute_force() -> None:
    vectors, queries = directions(500), directions(20, seed=2)
    index = filled(vectors)
    for query in queries:
        products = vectors @ query
        hits = index.search(query, 10, NO_LIMITS)
        assert [hit.score for hit in hits] == pytest.approx(products[[hit.passage - 1 for hit in hits]], abs=0.02)
        assert len({hit.passage for hit in hits} & set(np.argsort(-products)[:10] + 1)) >= 9


def test_a_long_segment_finds_nearly_all_of_the_nearest() -> None:
    vectors, queries = directions(25_000), directions(20, seed=2)
    index = DenseIndex(DIMENSION).changed(
        (), [Entry(1, None, None, tuple(range(25_000)), (), (), vectors.astype(np.float16))]
    )
    shared = 0
    for query in queries:
        shared += len(set(found(index, query, 10)) & set(np.argsort(-(vectors @ query))[:10]))
    assert shared >= 170
    assert found(index.changed({1}, []), queries[0], 10) == []


def long(documents: dict[int, range], vectors: Vector) -> list[Entry]:
    return [
        Entry(number, None, None, tuple(rows), (), (), vectors[rows.start : rows.stop].astype(np.float16))
        for number, rows in documents.items()
    ]


@pytest.mark.parametrize("removed", [(), (2,), (3,)])
def test_a_long_segment_that_grew_is_written_as_one_built_at_once(tmp_path: Path, removed: tuple[int, ...]) -> None:
    vectors = directions(25_000)
    one, two, three = {1: range(21_000)}, {2: range(21_000, 21_500)}, {3: range(21_500, 25_000)}
    grown = DenseIndex(DIMENSION)
    for step in (one, two, three):
        grown = grown.changed((), long(step, vectors))
    grown = grown.changed(removed, [])
    living = {number: rows for number, rows in {**one, **two, **three}.items() if number not in removed}
    built = DenseIndex(DIMENSION).changed((), long(living, vectors))
    for index, name in ((grown, "grown"), (built, "built")):
        (tmp_path / name).mkdir()
        index.write(tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "built").iterdir())
    assert files == ["codes.faiss", "rows.npy", "sketch.faiss"]
    for file in files:
        assert (tmp_path / "grown" / file).read_bytes() == (tmp_path / "built" / file).read_bytes()


@settings(max_examples=30)
@given(st.lists(st.sets(st.integers(1, 40), min_size=1), min_size=1, max_size=8), st.data())
def test_grown_in_any_steps_it_equals_one_built_at_once(steps: list[set[int]], data: st.DataObject) -> None:
    vectors = directions(41)
    index, living = DenseIndex(DIMENSION), set[int]()
    for step in steps:
        gone = data.draw(st.sets(st.sampled_from(sorted(living)))) if living else set[int]()
        index = index.changed(gone | step, [single(number, vectors[number]) for number in step])
        living = (living - gone) | step
    built = DenseIndex(DIMENSION).changed((), [single(number, vectors[number]) for number in living])
    query = directions(1, seed=3)[0]
    assert index.passages() == built.passages() == tuple(sorted(living))
    assert list(index.search(query, 50, NO_LIMITS)) == list(built.search(query, 50, NO_LIMITS))


def test_an_old_state_stays_as_it_was() -> None:
    vectors = directions(3)
    before = filled(vectors)
    after = before.changed({1}, [])
    assert (len(before), len(after)) == (3, 2)
    assert 1 in found(before, vectors[0], 3)
    assert 1 not in found(after, vectors[0], 3)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(first_day=date(2023, 7, 2).toordinal()), {2, 3}),
        (Limits(last_day=date(2023, 7, 2).toordinal()), {1, 2}),
        (Limits(first_day=date(2023, 7, 2).toordinal(), last_day=date(2023, 7, 2).toordinal()), {2}),
        (Limits(sources=frozenset({"海星日报"})), {1, 4}),
        (Limits(sources=frozenset({"别的报"})), set()),
        (Limits(documents=frozenset({3, 4, 99})), {3, 4}),
        (Limits(documents=frozenset()), set()),
    ],
)
def test_limits_are_kept_in_the_search(limits: Limits, expected: set[int]) -> None:
    vectors = directions(5)
    index = DenseIndex(DIMENSION).changed(
        (),
        [
            single(1, vectors[0], "海星日报", date(2023, 7, 1)),
            single(2, vectors[1], "海星晚报", date(2023, 7, 2)),
            single(3, vectors[2], None, date(2023, 7, 3)),
            single(4, vectors[3], "海星日报", None),
        ],
    )
    assert set(found(index, vectors[4], 10, limits)) == expected


def test_products_are_given_for_those_that_are_there() -> None:
    vectors = directions(4)
    index = filled(vectors).changed({2}, [])
    products = index.products(vectors[0], np.array([3, 1, 2, 77]))
    assert products.tolist() == pytest.approx([float(vectors[2] @ vectors[0]), 1, 0, 0], abs=0.02)
    assert products[2:].tolist() == [0, 0]
    assert index.products(vectors[0], np.array([], np.int64)).shape == (0,)
    assert DenseIndex(DIMENSION).products(vectors[0], np.array([1, 2])).tolist() == [0, 0]


def test_products_are_those_of_the_search() -> None:
    vectors, query = directions(100), directions(1, seed=2)[0]
    index = filled(vectors)
    searched = index.search(query, 100, NO_LIMITS)
    assert len(searched) == 100
    assert index.products(query, searched.passages).tolist() == pytest.approx(searched.scores.tolist(), abs=1e-5)


def test_origins_are_day_and_outlet_of_each_passage_in_the_order_asked() -> None:
    vectors, day = directions(3), date(2023, 7, 2)
    index = DenseIndex(DIMENSION).changed((), [single(1, vectors[0], "海星日报", day), single(5, vectors[1])])
    index = index.changed((), [single(3, vectors[2], "海星晚报", date(2023, 7, 1))])
    origins = index.origins(np.array([3, 77, 1, 5]))
    assert origins.days.tolist() == [day.toordinal() - 1, UNDATED, day.toordinal(), UNDATED]
    assert origins.sources.tolist() == [source_code("海星晚报"), 0, source_code("海星日报"), 0]
    assert DenseIndex(DIMENSION).origins(np.array([1])).days.tolist() == [UNDATED]


def test_equal_scores_go_by_row() -> None:
    vector = directions(1)[0]
    index = DenseIndex(DIMENSION).changed((), [single(number, vector) for number in (5, 3, 9)])
    assert found(index, vector, 3) == [3, 5, 9]


def test_nothing_is_near_to_a_zero_vector_or_in_an_empty_index() -> None:
    zero = np.zeros(DIMENSION, np.float32)
    assert list(filled(directions(3)).search(zero, 5, NO_LIMITS)) == []
    assert list(DenseIndex(DIMENSION).search(directions(1)[0], 5, NO_LIMITS)) == []
    assert list(filled(directions(3)).search(directions(1)[0], 0, NO_LIMITS)) == []


def test_what_was_written_is_read_back_without_the_removed(tmp_path: Path) -> None:
    vectors = directions(30)
    index = filled(vectors).changed({4, 5}, [])
    index.write(tmp_path)
    again = DenseIndex.read(tmp_path, DIMENSION)
    assert again.passages() == index.passages()
    assert list(again.search(vectors[7], 30, NO_LIMITS)) == list(index.search(vectors[7], 30, NO_LIMITS))


def test_an_empty_index_is_written_and_read(tmp_path: Path) -> None:
    DenseIndex(DIMENSION).write(tmp_path)
    assert len(DenseIndex.read(tmp_path, DIMENSION)) == 0
