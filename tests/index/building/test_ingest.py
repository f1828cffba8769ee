from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Article, Rejection
from index.building.ingest import BATCH
from index.building.report import KEPT, IngestReport
from index.encoder import FloatArray
from index.library import Library
from tests.fakes import HashEncoder
from tests.index.articles import ALL, BRIDGE, FACTORY, WEATHER, numbered


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, HashEncoder()) as opened:
        yield opened


def counts(report: IngestReport) -> tuple[int, int, int, int, int]:
    return (report.read, report.created, report.updated, report.unchanged, report.rejected_count)


def test_everything_is_counted(library: Library) -> None:
    assert counts(library.ingest([*ALL, Rejection("a.jsonl:3", "不是 JSON")])) == (5, 4, 0, 0, 1)
    changed = replace(BRIDGE, text="桥通车了。")
    report = library.ingest([FACTORY, changed])
    assert counts(report) == (2, 0, 1, 1, 0)
    assert {outcome.id: outcome.status for outcome in report.outcomes} == {"factory": "unchanged", "bridge": "updated"}
    assert {outcome.version for outcome in report.outcomes} == {FACTORY.version, changed.version}


def test_an_unchanged_article_is_not_embedded_again(tmp_path: Path) -> None:
    class CountingEncoder(HashEncoder):
        embedded = 0

        def encode_passages(self, texts: Sequence[str]) -> FloatArray:
            type(self).embedded += len(texts)
            return super().encode_passages(texts)

    with Library.open(tmp_path, CountingEncoder()) as library:
        library.ingest(ALL)
        before = CountingEncoder.embedded
        library.ingest(ALL)
        assert before > 0
        assert CountingEncoder.embedded == before


def test_of_the_same_id_twice_the_last_wins(library: Library) -> None:
    again = replace(WEATHER, text="明天放晴。")
    assert counts(library.ingest([WEATHER, BRIDGE, again])) == (3, 2, 1, 0, 0)
    assert library.article("weather") == again
    assert counts(library.ingest([again, again])) == (2, 0, 0, 2, 0)


def test_the_same_id_far_apart_in_one_run(library: Library) -> None:
    first, last = replace(WEATHER, text="今天有雨。"), replace(WEATHER, text="今天放晴。")
    assert counts(library.ingest([first, *numbered(BATCH + 10), last], processes=0)) == (
        BATCH + 12,
        BATCH + 11,
        1,
        0,
        0,
    )
    assert library.article("weather") == last
    assert library.verify().problems == ()


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (Article(id="empty", title="空", text=" \n"), "正文是空的"),
        (Article(id="torn", title="破", text="雨\ud83c天"), "代理字符"),
        (Article(id="torn", title="破\udfff", text="雨天"), "代理字符"),
    ],
)
def test_what_the_database_cannot_hold_is_rejected_with_the_reason(
    library: Library, article: Article, reason: str
) -> None:
    report = library.ingest([BRIDGE, article, WEATHER])
    assert counts(report) == (3, 2, 0, 0, 1)
    assert report.rejected[0].name == article.id
    assert reason in report.rejected[0].reason


def test_odd_but_sound_text_is_kept_to_the_letter(library: Library) -> None:
    odd = Article(id="odd", title="怪\0字", text="零\0宽\u200d，🌧️👨‍👩‍👧。e\u0301與é。\r\n　全角")
    assert library.ingest([odd]).created == 1
    assert library.article("odd") == odd
    (hit,) = library.retriever.search("全角", 1)
    assert hit.passage.text == odd.text[hit.passage.start : hit.passage.end]


def test_progress_is_told_after_every_batch(library: Library) -> None:
    told: list[IngestReport] = []
    report = library.ingest(numbered(BATCH + 1), told.append, processes=0)
    assert [part.read for part in told] == [BATCH, BATCH + 1]
    assert told[-1] == report


def test_only_the_first_of_many_are_listed_but_all_are_counted(library: Library) -> None:
    refused = [Rejection(f"a:{number}", "坏") for number in range(KEPT + 5)]
    report = library.ingest([*refused, BRIDGE])
    assert (report.rejected_count, len(report.rejected), report.created) == (KEPT + 5, KEPT, 1)
    assert sum(reason.count for reason in report.reasons) == report.rejected_count


def test_a_source_that_breaks_off_loses_nothing_before_it(library: Library) -> None:
    def broken() -> Iterator[Article]:
        yield from numbered(BATCH)
        raise OSError("cable")

    with pytest.raises(OSError, match="cable"):
        library.ingest(broken(), processes=0)
    again = library.ingest(numbered(BATCH + 5), processes=0)
    assert again.created + again.unchanged == BATCH + 5
    assert library.verify().problems == ()
    assert library.retriever.search("水库蓄水", 1)


def test_a_run_that_is_interrupted_between_database_and_index_loses_nothing(library: Library) -> None:
    def interrupt(report: IngestReport) -> None:
        if report.read == 2 * BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.ingest(numbered(3 * BATCH), interrupt, processes=0)
    assert library.verify().problems == ()

    def delete_half() -> None:
        with library._writable_indexes().all_or_nothing():
            library._store.delete("n00001")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        delete_half()
    assert library.delete("n00002")
    assert library.verify().problems == ()


@pytest.mark.slow
def test_in_processes_it_comes_to_the_same(tmp_path: Path) -> None:
    articles = [*ALL, *numbered(1_200)]
    with Library.open(tmp_path / "one", HashEncoder()) as one, Library.open(tmp_path / "two", HashEncoder()) as two:
        assert one.ingest(articles, processes=0) == two.ingest(articles, processes=2)
        assert one.retriever.search("第77号通报水库", 20) == two.retriever.search("第77号通报水库", 20)
        assert two.verify().problems == ()
