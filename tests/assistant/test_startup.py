"""From settings to an open library: what is filled, what is read only, and how many threads a search takes."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.conversations import answer_text
from assistant.settings import PROJECT, Settings
from assistant.startup import (
    assistant_over,
    conversations_over,
    open_filled,
    open_for_questions,
    open_library,
    open_serving,
    work_behind,
)
from corpus.errors import BadSetting, EncoderMismatch, StorageError
from index.store.stored import KeptTurn
from tests.tiny_models import make_cross_encoder, make_encoder

COUNT_THREADS = """
import sys, threading
from pathlib import Path
from assistant.settings import Settings
from assistant.startup import open_library

open_library(Settings(data=Path(sys.argv[1]))).close()
import faiss

thread = threading.Thread(target=lambda: print(faiss.omp_get_max_threads()))
thread.start()
thread.join()
"""


def test_only_an_empty_folder_is_filled(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    with open_filled(settings) as library:
        filled = library.count()
        assert filled >= 24
        for article in library.articles(filled)[1:]:
            library.delete(article.id)
    with open_filled(settings) as library:
        assert library.count() == 1


def test_questions_are_read_only_beside_a_writer(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    with open_filled(settings), open_for_questions(settings) as library:
        assert library.count()
        with pytest.raises(StorageError, match="只读"):
            library.delete("any")


def test_a_language_model_that_is_set_is_used(tmp_path: Path) -> None:
    settings = Settings(
        data=tmp_path / "data",
        llm_base_url="http://127.0.0.1:9/v1",
        llm_model="qwen3",
        llm_api_key=SecretStr("sk-secret"),
    )
    with open_library(settings) as library:
        shown = repr(vars(assistant_over(library, settings)))
        assert "qwen3" in shown
        assert "sk-secret" not in shown
        assert "qwen3" not in repr(vars(assistant_over(library, Settings())))


def test_conversations_outlast_a_service_unless_they_are_old_or_none_is_wanted(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    with open_filled(settings) as library:
        answer = assistant_over(library, settings).ask("你好")
        kept = conversations_over(library, settings).keep("你好", answer)
        assert kept is not None
        long_ago = datetime.now(UTC) - timedelta(days=settings.conversation_days, minutes=1)
        library.conversations.begin("old", KeptTurn("你好", answer_text(answer), long_ago))
        with open_for_questions(settings) as reader:
            conversations_over(reader, settings)
            assert len(reader.conversations.latest("old", 1)) == 1
            assert conversations_over(reader, settings).keep("你好", answer) is None
    with open_filled(settings) as library:
        found = conversations_over(library, settings)
        assert found.find(kept) is not None
        assert found.find("old") is None
    with open_filled(settings) as library:
        none = conversations_over(library, Settings(data=settings.data, conversation_days=0))
        assert none.keep("你好", answer) is None
        assert conversations_over(library, settings).find(kept) is None


@pytest.mark.slow
def test_only_a_service_goes_on_with_the_former_encoder(tmp_path: Path) -> None:
    before = Settings(data=tmp_path / "data")
    open_filled(before).close()
    after = Settings(data=tmp_path / "data", encoder=str(make_encoder(tmp_path)), encoder_passage_prefix="段落：")
    for opening in (open_filled, open_for_questions, open_library):
        with pytest.raises(EncoderMismatch, match=r"wenju-static-zh-\w+ 建成，现在用的是 model-\w+ '段落：'"):
            opening(after)
    with open_serving(after) as library:
        assert library.outdated
        assert library.retriever.search("未来工厂", 1)
        work_behind(library)
        end = time.monotonic() + 60
        while library.outdated:
            assert time.monotonic() < end
            time.sleep(0.05)
        assert library.retriever.search("未来工厂", 1)
    with open_serving(after) as library:
        work_behind(library)
        assert library.reindexing is None
        assert library.verify().problems == ()
    with pytest.raises(EncoderMismatch):
        open_serving(before)


@pytest.mark.slow
def test_a_reranker_is_loaded_where_one_is_set(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with open_filled(Settings(data=data, reranker=str(make_cross_encoder(tmp_path / "tiny")))) as library:
        assert library.retriever.search("未来工厂", 1)
    with pytest.raises(BadSetting, match=r"重排模型 .*data 无法加载"):
        open_library(Settings(data=data, reranker=str(data)))


@pytest.mark.parametrize(("given", "threads"), [(None, "1"), ("2", "2")])
def test_a_search_takes_one_thread_unless_told_otherwise(tmp_path: Path, given: str | None, threads: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    if given:
        environment["OMP_NUM_THREADS"] = given
    done = subprocess.run(
        [sys.executable, "-c", COUNT_THREADS, str(tmp_path / "data")],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=PROJECT,
        env=environment,
    )
    assert done.stdout.strip() == threads
