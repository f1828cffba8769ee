import os
import signal
import time
from multiprocessing import active_children

import pytest

from corpus.errors import StorageError
from index.building.workers import Workers
from index.prepare import prepare
from tests.fakes import HashEncoder
from tests.index.articles import ALL, numbered

ENCODER = HashEncoder()


def test_a_few_articles_need_no_process() -> None:
    with Workers(ENCODER, 2) as workers:
        made = workers.submit(ALL)()
        assert active_children() == []
    assert [prepared.article for prepared in made] == list(ALL)


@pytest.mark.slow
def test_many_articles_come_back_in_order_and_the_same() -> None:
    articles = numbered(450)
    with Workers(ENCODER, 2) as workers:
        first, second = workers.submit(articles), workers.submit(articles[::-1])
        assert [prepared.article for prepared in first()] == articles
        expected = prepare(articles[::-1], ENCODER)
        for made, wanted in zip(second(), expected, strict=True):
            assert (made.article, made.version, made.passages, made.terms) == (
                wanted.article,
                wanted.version,
                wanted.passages,
                wanted.terms,
            )
            assert made.vectors.tolist() == wanted.vectors.tolist()
    assert active_children() == []


@pytest.mark.slow
def test_a_killed_process_is_told_of_in_words() -> None:
    with Workers(ENCODER, 1) as workers:
        workers.submit(numbered(300))()
        for child in active_children():
            os.kill(child.pid or 0, signal.SIGKILL)
        with pytest.raises(StorageError, match="再运行一次"):
            [workers.submit(numbered(300))() for _ in range(3)]


@pytest.mark.slow
def test_what_nobody_waits_for_any_longer_is_not_prepared() -> None:
    with Workers(ENCODER, 1) as workers:
        workers.submit(numbered(300))()
        workers.abandon()
        while workers.submit(numbered(300))():
            time.sleep(0.05)
    assert active_children() == []
