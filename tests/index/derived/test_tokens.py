from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.derived.tokens import TokenIndex
from index.entry import END, Entry, Runs

NO_VECTORS = np.zeros((2, 1), np.float16)
WORDS = st.lists(st.integers(1, 60_000), max_size=6)
# Each document has two passages, of rows 10 * document and the next.
ARTICLES = st.dictionaries(st.integers(1, 12), st.tuples(WORDS, WORDS), min_size=1)


def article(document: int, *runs: list[int]) -> Entry:
    rows = tuple(range(10 * document, 10 * document + len(runs)))
    return Entry(document, None, None, rows, (), tuple(np.array(run, np.uint16) for run in runs), NO_VECTORS)


def filled(*entries: Entry) -> TokenIndex:
    return TokenIndex().changed((), entries)


def rows(*passages: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(passages, np.int64)


def split(runs: Runs) -> list[list[int]]:
    """Give each passage's tokens, without the `END` that each must have at its end."""
    found = [part.tolist() for part in np.split(runs.tokens, runs.starts[1:-1])] if len(runs.starts) > 1 else []
    assert all(part[-1] == END for part in found)
    return [part[:-1] for part in found]


def test_runs_lie_one_after_another_in_the_order_asked() -> None:
    index = filled(article(1, [5, 6, END, 7], [8]), article(2, [9, 9]))
    runs = index.runs(rows(20, 10))
    assert runs.tokens.tolist() == [9, 9, END, 5, 6, END, 7, END]
    assert runs.starts.tolist() == [0, 3, 8]


def test_a_passage_may_be_asked_for_twice() -> None:
    assert split(filled(article(1, [5], [6])).runs(rows(11, 10, 11))) == [[6], [5], [6]]


def test_a_passage_that_is_not_here_is_an_empty_run() -> None:
    index = filled(article(1, [5], [6]), article(3, [7]))
    assert split(index.runs(rows(0, 10, 20, 30, 99))) == [[], [5], [], [7], []]
    assert split(TokenIndex().runs(rows(10))) == [[]]


def test_no_passage_has_no_run() -> None:
    runs = filled(article(1, [5])).runs(rows())
    assert (runs.tokens.tolist(), runs.starts.tolist()) == ([], [0])


def test_an_article_may_have_no_tokens_and_no_passages() -> None:
    index = filled(article(1, [], []), article(2))
    assert len(index) == 2
    assert split(index.runs(rows(10, 11))) == [[], []]


def test_rows_need_not_ascend_as_articles_come() -> None:
    index = filled(article(4, [4]), article(2, [2])).changed((), [article(3, [3]), article(1, [1])])
    assert split(index.runs(rows(10, 20, 30, 40))) == [[1], [2], [3], [4]]


@settings(max_examples=60)
@given(st.lists(ARTICLES, min_size=1, max_size=6), st.data())
def test_grown_in_any_steps_it_equals_one_built_at_once(
    steps: list[dict[int, tuple[list[int], list[int]]]], data: st.DataObject
) -> None:
    index, living = TokenIndex(), dict[int, tuple[list[int], list[int]]]()
    for step in steps:
        gone = data.draw(st.sets(st.sampled_from(sorted(living)))) if living else set[int]()
        index = index.changed(gone | set(step), [article(number, *runs) for number, runs in step.items()])
        living = {number: runs for number, runs in living.items() if number not in gone} | step
    built = filled(*(article(number, *runs) for number, runs in living.items()))
    assert len(index) == len(built) == 2 * len(living)
    there = rows(*(row for number in living for row in (10 * number, 10 * number + 1)))
    assert split(index.runs(there)) == split(built.runs(there)) == [run for pair in living.values() for run in pair]


def test_a_removed_passage_is_an_empty_run() -> None:
    index = filled(article(1, [5]), article(2, [6])).changed({1}, [])
    assert len(index) == 1
    assert split(index.runs(rows(10, 20))) == [[], [6]]


def test_an_old_state_stays_as_it_was() -> None:
    before = filled(article(1, [5]), article(2, [6]))
    after = before.changed({1}, [article(1, [7])])
    assert split(before.runs(rows(10, 20))) == [[5], [6]]
    assert split(after.runs(rows(10, 20))) == [[7], [6]]


def test_the_rarer_a_token_the_more_it_tells_and_an_unknown_one_most() -> None:
    index = filled(article(1, [5, 5, 6], [5]), article(2, [7, 6])).changed((), [article(3, [5])])
    unknown, once, twice, often = index.rarity(np.array([99, 7, 6, 5]))
    assert unknown > once > twice > often > 0
    assert (unknown, often) == pytest.approx((np.log(1 + 5 / 1), np.log(1 + 5 / 5)))


def test_every_token_of_two_bytes_has_a_rarity() -> None:
    assert (TokenIndex().rarity(np.array([0, 1, 65_535])) > 0).all()
    assert (filled(article(1, [65_535])).rarity(np.array([0, 1, 65_535])) > 0).all()
    assert TokenIndex().rarity(rows()).shape == (0,)


@settings(max_examples=20)
@given(ARTICLES, ARTICLES)
def test_what_was_written_is_read_back_without_the_removed(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[int, tuple[list[int], list[int]]],
    second: dict[int, tuple[list[int], list[int]]],
) -> None:
    index = filled(*(article(number, *runs) for number, runs in first.items()))
    index = index.changed({*second, 1}, [article(number, *runs) for number, runs in second.items()])
    folder = tmp_path_factory.mktemp("tokens")
    index.write(folder)
    again = TokenIndex.read(folder)
    living = {number: runs for number, runs in first.items() if number != 1} | second
    there = rows(*(row for number in living for row in (10 * number, 10 * number + 1)))
    assert len(again) == len(index) == len(there)
    assert split(again.runs(there)) == split(index.runs(there))
    assert split(again.runs(rows(*range(140)))).count([]) == 140 - sum(bool(r) for p in living.values() for r in p)
    words = np.array([token for pair in living.values() for run in pair for token in run], np.int64)
    assert again.rarity(words).shape == (len(words),)


def test_what_was_read_can_be_changed(tmp_path: Path) -> None:
    filled(article(1, [5]), article(2, [6])).write(tmp_path)
    index = TokenIndex.read(tmp_path).changed({1}, [article(3, [7])])
    assert split(index.runs(rows(20, 30))) == [[6], [7]]


def test_an_empty_index_is_written_and_read(tmp_path: Path) -> None:
    TokenIndex().write(tmp_path)
    again = TokenIndex.read(tmp_path)
    assert len(again) == 0
    assert split(again.changed((), [article(1, [5])]).runs(rows(10, 20))) == [[5], []]


@pytest.mark.parametrize("tokens", [[5, 6], [5, 6, 7, 8]], ids=["one fewer", "one more"])
def test_tokens_that_do_not_fit_their_places_are_refused(tmp_path: Path, tokens: list[int]) -> None:
    filled(article(1, [5, 6], [7])).write(tmp_path)
    np.save(tmp_path / "tokens.npy", np.array(tokens, np.uint16))
    with pytest.raises(ValueError, match=r"tokens\.npy does not fit"):
        TokenIndex.read(tmp_path)


def test_places_that_do_not_fit_their_rows_are_refused(tmp_path: Path) -> None:
    filled(article(1, [5, 6], [7])).write(tmp_path)
    np.save(tmp_path / "starts.npy", np.array([0, 3]))
    with pytest.raises(ValueError, match="does not fit"):
        TokenIndex.read(tmp_path)


@pytest.mark.parametrize("name", ["rows.npy", "starts.npy", "tokens.npy", "counts.npy"])
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, name: str) -> None:
    filled(article(1, [5, 6], [7])).write(tmp_path)
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[:-1])
    with pytest.raises(ValueError, match=r".+"):
        TokenIndex.read(tmp_path)
