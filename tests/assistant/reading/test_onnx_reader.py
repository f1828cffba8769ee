from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.onnx_reader import QUESTION, SENTENCE, bundled_reader
from assistant.reading.window import NEVER, Reading, Window

READER = bundled_reader()
LENGTH = Window("跨湖大桥全长3.2公里，由中昌路桥集团承建。")


def test_a_sentence_that_answers_scores_above_one_that_does_not() -> None:
    fits, misses = READER.read("跨湖大桥全长多少公里？", [LENGTH, Window("跨湖大桥8月3日通车，市民纷纷前来观看。")])
    assert fits.score > misses.score


def test_it_tells_names_apart() -> None:
    (right,), (wrong,) = (READER.read(f"{name}全长多少公里？", [LENGTH]) for name in ("跨湖大桥", "青屏隧道"))
    assert right.score > wrong.score


@pytest.mark.parametrize(
    ("question", "value"), [("跨湖大桥全长多少公里？", "3.2公里"), ("跨湖大桥由谁承建？", "中昌路桥集团")]
)
def test_it_points_at_the_value(question: str, value: str) -> None:
    (reading,) = READER.read(question, [LENGTH])
    at, length = LENGTH.sentence.index(value), len(LENGTH.sentence)
    stretches = [(start, end) for start in range(length) for end in range(start + 1, length + 1)]
    shares = reading.log_shares([start for start, _ in stretches], [end for _, end in stretches])
    assert reading.log_shares([at], [at + len(value)])[0] == shares.max()


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=200), st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_read(question: str, sentence: str, before: str, lead: str) -> None:
    (reading,) = READER.read(question, [Window(sentence, before, lead)])
    assert np.isfinite(reading.score)
    assert len(reading.starts) == len(reading.ends) == len(reading.begins) == len(reading.finishes) <= SENTENCE
    assert all(0 <= start <= end <= len(sentence) for start, end in zip(reading.starts, reading.ends, strict=True))
    if reading.starts:
        assert np.exp(reading.begins).sum() == pytest.approx(1, abs=1e-3)
        assert np.exp(reading.finishes).sum() == pytest.approx(1, abs=1e-3)


def test_what_is_too_long_is_cut() -> None:
    (reading,) = READER.read("长" * 10 * QUESTION, [Window("桥" * 20 * SENTENCE, "前" * 500, "首" * 500)])
    assert len(reading.starts) == SENTENCE


def test_threads_read_as_one_does() -> None:
    with ThreadPoolExecutor(4) as pool:
        scores = list(pool.map(lambda _: READER.read("跨湖大桥全长多少公里？", [LENGTH])[0].score, range(8)))
    assert len(set(scores)) == 1


def test_a_stretch_that_was_not_seen_is_as_good_as_impossible() -> None:
    reading = Reading(
        0.0, (0, 2), (2, 4), np.log(np.array([0.5, 0.5], np.float32)), np.log(np.array([0.5, 0.5], np.float32))
    )
    assert reading.log_shares([4, 0], [6, 2]).tolist() == [NEVER, pytest.approx(np.log(0.25))]
    assert Reading(0.0, (), (), np.zeros(0, np.float32), np.zeros(0, np.float32)).log_shares([0], [1]).tolist() == [
        NEVER
    ]
