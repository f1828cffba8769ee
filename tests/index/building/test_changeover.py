"""From one encoder to another while the library is in use: nothing is lost, and nothing is mixed."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import EncoderMismatch, StorageError
from index.building.report import ReindexReport
from index.encoder import Encoder, FloatArray
from index.library import Library
from tests.fakes import HashEncoder
from tests.index.articles import ALL, BRIDGE, FACTORY, numbered

OLD = HashEncoder()
TUNNEL = Article(id="tunnel", title="隧道贯通", text="穿山隧道贯通，全长五公里。")
ARTICLES = [*ALL, *numbered(60)]
PATIENCE = 20.0


class New(HashEncoder):
    """Another encoder, of another width, which does something before it embeds passages."""

    def __init__(self, before: Callable[[], None] = lambda: None) -> None:
        super().__init__(32, name="new")
        self.before = before

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        self.before()
        return super().encode_passages(texts)


class Once:
    """Calls something at the call of that number, and never again."""

    def __init__(self, number: int, action: Callable[[], object]) -> None:
        self._left, self._action = number, action

    def __call__(self, *_: object) -> None:
        self._left -= 1
        if self._left == 0:
            self._action()


def former(name: str) -> Encoder | None:
    return OLD if name == OLD.name else None


def opened(folder: Path, encoder: Encoder) -> Library:
    return Library.open(folder, encoder, former=former)


def first(library: Library, query: str) -> str:
    return library.retriever.search(query, 1)[0].passage.document_id


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def change(library: Library) -> None:
    library.ingest([TUNNEL, replace(BRIDGE, text="跨湖大桥昨日加固，工期九天。")], processes=0)
    library.delete(FACTORY.id)


def assert_changed(library: Library) -> None:
    assert library.verify().problems == ()
    assert first(library, "穿山隧道") == TUNNEL.id
    assert library.retriever.search("大桥加固工期", 1)[0].passage.text == "跨湖大桥昨日加固，工期九天。"
    assert all(hit.passage.document_id != FACTORY.id for hit in library.retriever.search("智能工厂", 50))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path, OLD) as library:
        library.ingest(ARTICLES, processes=0)
    return tmp_path


def test_the_former_encoder_answers_until_the_new_one_does(folder: Path) -> None:
    with opened(folder, New()) as library:
        assert library.outdated
        assert first(library, "大桥全长") == BRIDGE.id
        assert library.retriever.similarity("大桥", ["大桥全长"]) == pytest.approx(_cosine(OLD, "大桥", "大桥全长"))
        library.reindex(processes=0)
        assert not library.outdated
        assert first(library, "大桥全长") == BRIDGE.id
        assert library.retriever.similarity("大桥", ["大桥全长"]) == pytest.approx(_cosine(New(), "大桥", "大桥全长"))
        assert library.verify().problems == ()
    with Library.open(folder, New()) as library:
        assert library.verify().problems == ()


def _cosine(encoder: Encoder, one: str, other: str) -> list[float]:
    return [float(encoder.encode_queries([one])[0] @ encoder.encode_passages([other])[0])]


@pytest.mark.parametrize("moment", [1, 3, 8])
def test_what_changes_while_passages_are_made_is_in_the_new_indexes(folder: Path, moment: int) -> None:
    encoder = New()
    with opened(folder, encoder) as library:
        encoder.before = Once(moment, lambda: change(library))
        library.reindex(processes=0)
        assert not library.outdated
        assert_changed(library)
        assert library.count() == len(ARTICLES)


@pytest.mark.parametrize("step", [8, 9, 10])
def test_what_changes_while_the_indexes_are_built_is_in_them(folder: Path, step: int) -> None:
    """Eight batches of articles come first, then the one index, then the other."""
    with opened(folder, New()) as library:

        def change_before_the_swap() -> None:
            assert library.outdated
            change(library)

        library.reindex(watch=Once(step, change_before_the_swap), processes=0)
        assert not library.outdated
        assert_changed(library)


def test_an_article_that_is_taken_out_and_put_back_meanwhile_is_there_once(folder: Path) -> None:
    encoder = New()
    with opened(folder, encoder) as library:

        def out_and_in() -> None:
            library.delete(BRIDGE.id)
            library.ingest([replace(BRIDGE, text="别的。")], processes=0)
            library.ingest([BRIDGE], processes=0)

        encoder.before = Once(1, out_and_in)
        library.reindex(processes=0)
        assert library.verify().problems == ()
        before = library.verify().passages
    with Library.open(folder, New()) as library:
        library.reindex(processes=0)
        assert library.verify().passages == before


def test_an_article_on_its_way_in_is_not_left_behind_by_the_swap(folder: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()
    steps: list[None] = []

    def items() -> Iterator[Article]:
        yield replace(BRIDGE, text="改过。")
        yield BRIDGE  # the same id again begins a second batch
        begun.set()
        go_on.wait(PATIENCE)
        yield TUNNEL

    with opened(folder, New()) as library:
        taking = threading.Thread(target=lambda: library.ingest(items(), processes=0))
        taking.start()
        begun.wait(PATIENCE)
        renewing = threading.Thread(target=lambda: library.reindex(watch=lambda: steps.append(None), processes=0))
        renewing.start()
        wait_for(lambda: len(steps) > 15)  # twelve are its own, the others are those of waiting
        library.delete(FACTORY.id)
        assert library.outdated
        go_on.set()
        taking.join()
        renewing.join()
        assert not library.outdated
        assert first(library, "穿山隧道") == TUNNEL.id
        assert library.verify().problems == ()


def test_searches_uploads_and_deletions_go_on_throughout(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    wrong: list[BaseException] = []
    done = threading.Event()
    with caplog.at_level(logging.INFO), opened(folder, New(lambda: time.sleep(0.01))) as library:

        def search() -> None:
            while not done.is_set():
                try:
                    assert len(library.retriever.search("大桥全长", 5)) == 5
                    library.retriever.likeness("大桥", ["大桥全长", "水库"])
                except BaseException as error:
                    wrong.append(error)
                    raise

        searching = [threading.Thread(target=search) for _ in range(2)]
        for thread in searching:
            thread.start()
        library.reindex_behind()
        number = 0
        while library.outdated:
            library.ingest([replace(TUNNEL, text=f"隧道第{number}天，掘进{number}米。")], processes=0)
            library.delete(f"n{number:05d}")
            number += 1
        wait_for(lambda: library.reindexing is None)
        done.set()
        for thread in searching:
            thread.join()
        assert wrong == []
        assert number > 1
        assert library.verify().problems == ()
        assert f"第{number - 1}天" in library.retriever.search("隧道掘进", 1)[0].passage.text
    assert "新索引已建成并换上" in caplog.text


def test_closing_in_the_middle_is_prompt_and_loses_nothing(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), opened(folder, New(lambda: time.sleep(0.05))) as library:
        library.reindex_behind()
        wait_for(lambda: library.reindexing is not None and library.reindexing.done > 0)
        begin = time.monotonic()
    assert time.monotonic() - begin < 2
    assert "下次启动接着建" in caplog.text
    with Library.open(folder, OLD) as library:
        assert library.verify().problems == ()
        library.ingest([TUNNEL])
    reports: list[ReindexReport] = []
    with opened(folder, New()) as library:
        assert first(library, "穿山隧道") == TUNNEL.id
        library.reindex(reports.append, processes=0)
        assert 0 < reports[0].done < reports[0].total == len(ARTICLES) + 1
        assert library.verify().problems == ()


@pytest.mark.parametrize("error", [StorageError("磁盘满了"), RuntimeError("no such luck")])
def test_after_a_failure_the_former_encoder_goes_on(
    folder: Path, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fail() -> None:
        raise error

    with opened(folder, New(Once(3, fail))) as library:
        library.reindex_behind()
        wait_for(lambda: "新索引没有建成" in caplog.text)
        wait_for(lambda: library.reindexing is None)
        assert str(error) in caplog.text
        assert library.outdated
        assert first(library, "大桥全长") == BRIDGE.id
        change(library)
        assert_changed(library)


def test_what_was_half_swept_is_not_gone_on_with(folder: Path) -> None:
    with opened(folder, New()) as library:

        def interrupted() -> None:
            if not library.outdated:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            library.reindex(watch=interrupted, processes=0)
    with Library.open(folder, OLD, former=lambda _: New()) as library:
        begun: list[ReindexReport] = []
        library.reindex(begun.append, processes=0)
        assert begun[0].done == 0
        assert library.verify().problems == ()


def test_a_former_encoder_that_cannot_be_had_is_a_mismatch(folder: Path) -> None:
    for found in (None, HashEncoder(16), HashEncoder(name="third")):
        with pytest.raises(EncoderMismatch, match=r"hash.*new"):
            Library.open(folder, New(), former=lambda _, found=found: found)  # type: ignore[misc]
