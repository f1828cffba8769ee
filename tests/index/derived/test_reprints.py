from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from index.derived.fingerprints import CROWD, DAYS
from index.derived.reprints import Copies, ReprintIndex
from index.entry import Entry
from index.fingerprint import RULES, fingerprint
from tests.index.stories import COPIES, CORRECTED, HALVED, OTHER, STORY, VERBATIM, YEARLY, report

BRIEF = Article(id="brief", title="快讯", text="海星市水务局：今日零时起汽渡停航。", published=date(2023, 3, 7))


def entry(document: int, article: Article, published: date | None = None) -> Entry:
    """Give an article of two passages, of rows 10 * document and the next."""
    rows = (10 * document, 10 * document + 1)
    vectors = np.zeros((2, 1), np.float16)
    day = published or article.published
    return Entry(document, article.source, day, rows, (), (), vectors, fingerprint(article.text))


def filled(*articles: Article) -> ReprintIndex:
    return ReprintIndex().changed((), [entry(number, article) for number, article in enumerate(articles, 1)])


def others(index: ReprintIndex, document: int) -> list[int]:
    (copies,) = index.copies([document])
    assert copies.passages == tuple(10 * other for other in copies.documents)
    return list(copies.documents)


def test_copies_are_found_earliest_first_and_the_undated_last() -> None:
    index = filled(STORY, *reversed(COPIES))
    assert others(index, 1) == [4, 3, 2]
    assert others(index, 2) == [1, 4, 3]


@pytest.mark.parametrize("other", [CORRECTED, HALVED, OTHER, YEARLY], ids=lambda article: article.id)
def test_what_is_no_copy_is_not_found(other: Article) -> None:
    assert filled(STORY, other).copies([1, 2]) == (Copies(), Copies())


def test_daily_reports_are_no_story_even_when_one_figure_alone_differs() -> None:
    index = filled(*(report(day, "3.02", "1.15") for day in (6, 7, 8)), report(6, "3.03", "1.15"))
    assert index.copies([1, 2, 3, 4]) == (Copies(),) * 4


@pytest.mark.parametrize(("apart", "found"), [(0, True), (7, True), (DAYS, True), (DAYS + 1, False), (365, False)])
def test_a_reprint_weeks_later_is_one_and_a_notice_that_comes_again_is_none(apart: int, found: bool) -> None:
    day = date.fromordinal(date(2023, 3, 7).toordinal() + apart)
    index = ReprintIndex().changed((), [entry(1, STORY), entry(2, VERBATIM, day)])
    assert bool(others(index, 1)) is found
    assert bool(others(index, 2)) is found


def test_a_brief_one_is_a_copy_on_the_same_day_only() -> None:
    dated = [entry(1, BRIEF), entry(2, BRIEF), entry(3, BRIEF, date(2023, 3, 8))]
    index = ReprintIndex().changed((), [*dated, entry(4, replace(BRIEF, published=None))])
    assert [others(index, document) for document in (1, 2, 3, 4)] == [[2], [1], [], []]


def test_of_three_versions_in_a_row_the_first_and_the_last_need_not_be_copies() -> None:
    """The first has the figure alone that the last has otherwise, and the middle one has neither."""
    first = replace(STORY, text=f"{STORY.text}\n首日报名参观的市民有120人。")
    last = replace(STORY, text=f"{STORY.text}\n首日报名参观的市民有150人。")
    index = filled(first, STORY, last)
    assert [others(index, document) for document in (1, 2, 3)] == [[2], [1, 3], [2]]


def test_a_document_that_is_not_here_has_no_copies() -> None:
    assert filled(STORY, VERBATIM).copies([9, 0]) == (Copies(), Copies())
    assert ReprintIndex().copies([1]) == (Copies(),)
    assert filled(STORY).copies([]) == ()


def test_a_removed_copy_is_gone_and_the_old_state_stays() -> None:
    before = filled(STORY, *COPIES)
    after = before.changed({2}, [])
    assert (others(before, 1), others(after, 1)) == ([2, 3, 4], [3, 4])
    assert after.copies([2]) == (Copies(),)
    assert (len(before), len(after)) == (4, 3)


def test_a_changed_copy_leaves_the_story_and_comes_back() -> None:
    index = filled(STORY, VERBATIM)
    corrected = index.changed({2}, [entry(2, CORRECTED)])
    assert (others(corrected, 1), others(corrected, 2)) == ([], [])
    again = corrected.changed({2}, [entry(2, VERBATIM)])
    assert (others(again, 1), others(again, 2)) == ([2], [1])


def test_a_crowd_of_copies_costs_no_more_than_its_number() -> None:
    index = filled(*(replace(STORY, id=f"n{number}") for number in range(3 * CROWD)))
    assert all(len(others(index, document)) >= CROWD - 1 for document in (1, CROWD, 3 * CROWD))
    assert index._pairs.shape[1] <= 2 * 3 * CROWD * CROWD


POOL = (STORY, *COPIES, CORRECTED, HALVED, OTHER, YEARLY, report(6, "1", "2"), report(7, "1", "2"), BRIEF)
CHANGES = st.lists(
    st.tuples(st.dictionaries(st.integers(1, 8), st.sampled_from(POOL), max_size=5), st.sets(st.integers(1, 8))),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_grown_in_any_steps_it_equals_one_built_at_once(
    steps: list[tuple[dict[int, Article], set[int]]],
) -> None:
    index, living = ReprintIndex(), dict[int, Article]()
    for step, gone in steps:
        index = index.changed(gone | set(step), [entry(number, article) for number, article in step.items()])
        living = {number: article for number, article in living.items() if number not in gone} | step
    built = ReprintIndex().changed((), [entry(number, article) for number, article in living.items()])
    assert index.passages() == built.passages() == tuple(10 * number for number in sorted(living))
    every = list(range(10))
    assert index.copies(every) == built.copies(every)
    for one, other in combinations(living, 2):
        assert (other in others(index, one)) == (one in others(index, other))


def test_what_was_written_is_read_back_without_the_removed(tmp_path: Path) -> None:
    index = filled(STORY, *COPIES, OTHER).changed({3}, [entry(9, CORRECTED)])
    index.write(tmp_path)
    again = ReprintIndex.read(tmp_path)
    assert again.passages() == index.passages()
    assert again.copies(range(10)) == index.copies(range(10))
    grown = again.changed({1}, [entry(7, VERBATIM)])
    assert others(grown, 7) == others(index.changed({1}, [entry(7, VERBATIM)]), 7) == [2, 4]


def test_an_empty_index_is_written_and_read(tmp_path: Path) -> None:
    ReprintIndex().write(tmp_path)
    again = ReprintIndex.read(tmp_path)
    assert len(again) == 0
    assert others(again.changed((), [entry(1, STORY), entry(2, VERBATIM)]), 1) == [2]


def test_an_index_of_other_rules_is_refused(tmp_path: Path) -> None:
    filled(STORY).write(tmp_path)
    np.save(tmp_path / "rules.npy", np.array([RULES + 1]))
    with pytest.raises(ValueError, match="other rules"):
        ReprintIndex.read(tmp_path)


FILES = ["rows", "brief", "bins", "keys", "owners", "starts", "figures", "pairs"]


@pytest.mark.parametrize("name", FILES)
def test_files_that_do_not_fit_one_another_are_refused(tmp_path: Path, name: str) -> None:
    for folder, articles in (("one", (STORY, VERBATIM)), ("two", (STORY, OTHER, *COPIES))):
        (tmp_path / folder).mkdir()
        filled(*articles).write(tmp_path / folder)
    (tmp_path / "two" / f"{name}.npy").rename(tmp_path / "one" / f"{name}.npy")
    with pytest.raises(ValueError, match=r"not fit|not here"):
        ReprintIndex.read(tmp_path / "one")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, name: str) -> None:
    filled(STORY, VERBATIM).write(tmp_path)
    path = tmp_path / f"{name}.npy"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ValueError, match=r".+"):
        ReprintIndex.read(tmp_path)
