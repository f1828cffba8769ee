"""The bundled encoder and the loader of others: unit rows, the same vectors by either way of reading."""

import json
import pickle
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadSetting
from index.derived.tokens import TokenIndex
from index.encoder import BUNDLED, Encoder, load_encoder
from index.entry import END, Entry, Runs
from index.interaction import KnowsTokens
from index.static_encoder import StaticEncoder

TEXTS = [
    "超市倒闭了，员工的工资怎么办？",
    "商场停业后，拖欠的薪水已全部发放。",
    "台风登陆，渔船回港避风",
    "Wi-Fi 6G ＡＩ芯片 3.5亿元",
]
MEBIBYTE = 2**20
# sentence-transformers sums in float16; a unit vector's number is then wrong by at most this.
HALF_PRECISION = 2e-3


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return _loaded()


@pytest.fixture(scope="module")
def by_library() -> Encoder:
    return load_encoder(str(BUNDLED))


@pytest.fixture(params=["bundled", pytest.param("by_library", marks=pytest.mark.slow)])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    found: Encoder = request.getfixturevalue(request.param)
    return found


def test_rows_have_length_one_and_the_stated_width(encoder: Encoder) -> None:
    for rows in (encoder.encode_queries(TEXTS), encoder.encode_passages(TEXTS)):
        assert rows.shape == (len(TEXTS), encoder.dimension)
        assert rows.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=2e-3)


def test_no_text_gives_no_row(encoder: Encoder) -> None:
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


def test_a_text_without_a_known_token_is_a_zero_row(encoder: Encoder) -> None:
    rows = encoder.encode_passages(["", "   ", "！？……", "𓀀𓀁", "工厂"])
    assert not rows[:4].any()
    assert rows[4].any()


@pytest.mark.slow
def test_both_ways_of_reading_the_folder_agree(bundled: Encoder, by_library: Encoder) -> None:
    assert bundled.name == by_library.name
    texts = [*TEXTS, "".join(TEXTS) * 20]
    for ours, theirs in (
        (bundled.encode_queries(texts), by_library.encode_queries(texts)),
        (bundled.encode_passages(texts), by_library.encode_passages(texts)),
    ):
        np.testing.assert_allclose(ours, theirs, atol=HALF_PRECISION)


@pytest.mark.parametrize(
    ("everyday", "official", "unrelated"),
    [
        ("超市倒闭", "商场停业", "台风登陆"),
        ("涨价", "上调价格", "足球比赛"),
        ("抢劫", "盗窃", "种植水稻"),
        ("打算", "规划", "暴雨"),
        ("看病", "就医", "股票"),
    ],
)
def test_everyday_and_official_words_for_one_thing_are_near(
    bundled: Encoder, everyday: str, official: str, unrelated: str
) -> None:
    query, near, far = bundled.encode_queries([everyday, official, unrelated])
    assert query @ near > query @ far + 0.1


def test_width_and_case_of_letters_do_not_matter(bundled: Encoder) -> None:
    plain, wide = bundled.encode_queries(["ai芯片", "ＡＩ芯片"])
    np.testing.assert_array_equal(plain, wide)


@given(st.lists(st.text(max_size=80), max_size=12))
def test_a_text_has_one_vector_whatever_stands_beside_it(texts: list[str]) -> None:
    encoder = _loaded()
    together = encoder.encode_passages(texts)
    apart = [encoder.encode_passages([text])[0] for text in texts]
    assert np.isfinite(together).all()
    for row, alone in zip(together, apart, strict=True):
        np.testing.assert_array_equal(row, alone)


@given(st.lists(st.text(max_size=80) | st.text("大桥通车，。！？3.5\n ", max_size=80), max_size=12))
def test_vectors_and_tokens_at_once_are_the_same_as_each(texts: list[str]) -> None:
    encoder = _loaded()
    assert isinstance(encoder, KnowsTokens)
    vectors, tokens = encoder.encode_with_tokens(texts)
    np.testing.assert_array_equal(vectors, encoder.encode_passages(texts))
    assert [run.tolist() for run in tokens] == [run.tolist() for run in encoder.tokens(texts)]
    assert all(run.dtype == np.uint16 for run in tokens)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("大桥通车", 1),
        ("大桥通车。渔船回港", 2),
        ("大桥通车！渔船回港？老街开放；有雨", 4),
        ("大桥通车!渔船回港?老街开放;有雨", 4),
        ("大桥，通车、全长3.6公里：渔船", 1),
    ],
)
def test_sentences_end_where_their_marks_stand(bundled: Encoder, text: str, sentences: int) -> None:
    assert isinstance(bundled, KnowsTokens)
    (run,) = bundled.tokens([text])
    assert run.tolist().count(END) == sentences - 1


def test_what_means_nothing_has_no_token(bundled: Encoder) -> None:
    assert isinstance(bundled, KnowsTokens)
    plain, spaced, empty, unknown = bundled.tokens(["大桥通车", "，大桥 “通车”、…", "", "𓀀𓀁"])
    assert spaced.tolist() == plain.tolist() != []
    assert empty.tolist() == unknown.tolist() == []


def test_a_passage_that_says_the_query_again_is_as_near_as_can_be(bundled: Encoder) -> None:
    assert isinstance(bundled, KnowsTokens)
    index = _indexed(bundled, "老街有茶馆。大桥全长多少公里", "台风登陆")
    found = bundled.interaction("大桥全长多少公里？", index)
    assert found.first.tolist() == [0, 2]
    assert (found.nearness[1] == 1).all()
    assert (found.nearness[[0, 2]] < 1).all()
    assert float(found.weights.sum()) == pytest.approx(1, abs=1e-5)
    assert len(found.asked) == len(set(found.asked.tolist())) == found.nearness.shape[1] == len(found.weights)


def test_everyday_and_official_words_are_near_word_by_word_too(bundled: Encoder) -> None:
    assert isinstance(bundled, KnowsTokens)
    found = bundled.interaction("抢劫", _indexed(bundled, "种植水稻", "盗窃案"))
    far, near = (found.nearness @ found.weights).tolist()
    assert far + 0.1 < near < 1


@given(st.text(max_size=40), st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_query_is_compared_with_any_passages(query: str, texts: list[str]) -> None:
    encoder = _loaded()
    assert isinstance(encoder, KnowsTokens)
    found = encoder.interaction(query, _indexed(encoder, *texts))
    assert len(found.first) == len(texts)
    assert found.nearness.shape[1] == len(found.asked) == len(found.weights)
    assert ((found.nearness >= 0) & (found.nearness <= 1)).all()


def _indexed(encoder: KnowsTokens, *texts: str) -> Runs:
    entry = Entry(1, None, None, tuple(range(len(texts))), (), encoder.tokens(texts), np.zeros((0, 1), np.float16))
    return TokenIndex().changed((), [entry]).runs(np.arange(len(texts)))


@pytest.mark.parametrize("query", ["", "，。？", "𓀀𓀁"])
def test_a_query_without_a_known_word_has_no_columns(bundled: Encoder, query: str) -> None:
    assert isinstance(bundled, KnowsTokens)
    found = bundled.interaction(query, _indexed(bundled, "大桥通车。渔船回港", "台风"))
    assert found.asked.shape == (0,)
    assert found.nearness.shape == (2, 0)


@cache
def _loaded() -> Encoder:
    return load_encoder()


def test_many_texts_give_the_vectors_of_few(bundled: Encoder) -> None:
    np.testing.assert_allclose(
        bundled.encode_passages(TEXTS * 100)[: len(TEXTS)], bundled.encode_passages(TEXTS), atol=1e-6
    )


def test_threads_get_the_same_vectors(bundled: Encoder) -> None:
    expected = bundled.encode_passages(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        for rows in pool.map(bundled.encode_passages, [TEXTS] * 64):
            np.testing.assert_array_equal(rows, expected)


def test_another_process_gets_the_same_vectors(bundled: Encoder) -> None:
    copy = pickle.loads(pickle.dumps(bundled))
    assert len(pickle.dumps(bundled)) < 1000
    assert copy.name == bundled.name
    np.testing.assert_array_equal(copy.encode_passages(TEXTS), bundled.encode_passages(TEXTS))


def test_a_question_takes_less_than_a_millisecond(bundled: Encoder) -> None:
    bundled.encode_queries(TEXTS)
    fastest = min(_seconds(bundled, [TEXTS[0]]) for _ in range(50))
    assert fastest < 0.001


def _seconds(encoder: Encoder, texts: list[str]) -> float:
    start = time.perf_counter()
    encoder.encode_queries(texts)
    return time.perf_counter() - start


def test_the_bundled_encoder_needs_no_torch() -> None:
    code = (
        "import sys; from index.encoder import load_encoder; load_encoder().encode_queries(['工厂']);"
        "print([m for m in ('torch', 'sentence_transformers', 'transformers', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_folder_is_small_and_named_by_its_weights(bundled: Encoder) -> None:
    assert sum(file.stat().st_size for file in BUNDLED.rglob("*")) < 30 * MEBIBYTE
    assert bundled.name.startswith(BUNDLED.name + "-")
    assert len(bundled.name) == len(BUNDLED.name) + 13


def test_other_weights_have_another_name(bundled: Encoder, tmp_path: Path) -> None:
    folder = tmp_path / BUNDLED.name
    shutil.copytree(BUNDLED, folder)
    with (folder / "model.safetensors").open("r+b") as weights:
        weights.seek(-1, 2)
        weights.write(b"\x01")
    assert StaticEncoder(folder).name != bundled.name


@pytest.mark.slow
def test_a_missing_model_is_a_bad_setting_with_its_name_and_reason(tmp_path: Path) -> None:
    missing = str(tmp_path / "没有这个模型")
    with pytest.raises(BadSetting, match=r"没有这个模型 无法加载：.+"):
        load_encoder(missing)


@pytest.mark.slow
def test_a_damaged_model_is_a_bad_setting(tmp_path: Path) -> None:
    shutil.copytree(BUNDLED, tmp_path / "damaged")
    (tmp_path / "damaged" / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadSetting, match=r"damaged 无法加载：.+"):
        load_encoder(str(tmp_path / "damaged"))


@pytest.mark.slow
def test_prompts_that_a_model_defines_are_used(bundled: Encoder, tmp_path: Path) -> None:
    folder = tmp_path / "prompted"
    shutil.copytree(BUNDLED, folder)
    config = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    config["prompts"] = {"query": "检索台风：", "document": ""}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config), encoding="utf-8")
    prompted = load_encoder(str(folder))
    np.testing.assert_allclose(
        prompted.encode_queries(["登陆"]), bundled.encode_queries(["检索台风：登陆"]), atol=HALF_PRECISION
    )
    np.testing.assert_allclose(
        prompted.encode_passages(["登陆"]), bundled.encode_passages(["登陆"]), atol=HALF_PRECISION
    )
