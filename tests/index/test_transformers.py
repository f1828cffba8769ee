"""Transformers given by folder: encoders with prompts or prefixes, and cross-encoders; each is tiny and made here."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import BadSetting
from index.cross_encoder import PassageScorer, load_reranker
from index.encoder import Encoder, encoder_called, load_encoder
from index.library import Library
from tests.index.articles import ALL
from tests.tiny_models import WIDTH, make_cross_encoder, make_encoder

pytestmark = pytest.mark.slow

TEXTS = ["大桥全长多少公里？", "台风登陆。", "市民"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_encoder(tmp_path_factory.mktemp("encoder"), query="检索：", document="段落：")


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return load_encoder(str(model))


@pytest.fixture(scope="module")
def reranker(tmp_path_factory: pytest.TempPathFactory) -> PassageScorer:
    return load_reranker(str(make_cross_encoder(tmp_path_factory.mktemp("pairs") / "tiny-reranker")))


def test_rows_are_unit_rows_and_the_name_holds_the_weights(encoder: Encoder) -> None:
    rows = encoder.encode_passages(TEXTS)
    assert rows.shape == (len(TEXTS), WIDTH) == (len(TEXTS), encoder.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert encoder.encode_queries([]).shape == (0, WIDTH)
    assert encoder.name.startswith("model-")
    assert len(encoder.name) == len("model-") + 12


def test_the_prompts_that_a_model_defines_are_used_unless_others_are_given(model: Path, encoder: Encoder) -> None:
    same = load_encoder(str(model), query_prefix="检索：", passage_prefix="段落：")
    other = load_encoder(str(model), query_prefix="段落：", passage_prefix="检索：")
    np.testing.assert_allclose(encoder.encode_queries(TEXTS), same.encode_queries(TEXTS), atol=1e-6)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), same.encode_passages(TEXTS), atol=1e-6)
    np.testing.assert_allclose(encoder.encode_queries(TEXTS), other.encode_passages(TEXTS), atol=1e-6)
    assert not np.allclose(encoder.encode_queries(TEXTS), other.encode_queries(TEXTS), atol=1e-3)


def test_the_prefix_of_passages_is_part_of_the_name_and_that_of_queries_is_not(model: Path, encoder: Encoder) -> None:
    assert load_encoder(str(model), query_prefix="query: ").name == encoder.name
    assert load_encoder(str(model), passage_prefix="passage: ").name == f"{encoder.name} 'passage: '"


def test_another_process_gets_the_same_vectors(model: Path) -> None:
    prefixed = load_encoder(str(model), query_prefix="检索", passage_prefix="台风")
    copy = pickle.loads(pickle.dumps(prefixed))
    assert (copy.name, len(pickle.dumps(prefixed)) < 1000) == (prefixed.name, True)
    np.testing.assert_allclose(copy.encode_passages(TEXTS), prefixed.encode_passages(TEXTS), atol=1e-6)


def test_an_encoder_is_found_by_its_name_only_where_nothing_else_is_needed(encoder: Encoder) -> None:
    bundled = load_encoder()
    found = encoder_called(bundled.name)
    assert found is not None
    assert found.name == bundled.name
    assert encoder_called(encoder.name) is None
    assert encoder_called("nobody/such-a-model '段落：'") is None
    assert encoder_called("nobody/such-a-model") is None


def test_a_library_is_taken_over_by_a_transformer(tmp_path: Path, encoder: Encoder) -> None:
    with Library.open(tmp_path, load_encoder()) as library:
        library.ingest(ALL)
    with Library.open(tmp_path, encoder, former=encoder_called) as library:
        library.reindex(processes=0)
        assert library.verify().problems == ()
        assert library.retriever.search("大桥全长多少公里", 1)[0].passage.document_id == "bridge"
        assert library.retriever.likeness("大桥", ["大桥全长"]).words.shape == (1, 0)


def test_a_score_is_between_0_and_1_and_does_not_depend_on_the_others(reranker: PassageScorer) -> None:
    scores = reranker.scores("大桥全长？", TEXTS)
    assert scores.shape == (len(TEXTS),)
    assert scores.dtype == np.float32
    assert ((scores > 0) & (scores < 1)).all()
    assert len(set(scores.tolist())) == len(TEXTS)
    alone = [reranker.scores("大桥全长？", [text])[0] for text in TEXTS]
    np.testing.assert_allclose(scores, alone, atol=1e-6)
    assert reranker.scores("大桥全长？", []).shape == (0,)
    assert reranker.name.startswith("tiny-reranker-")


def test_threads_get_the_same_scores(reranker: PassageScorer) -> None:
    expected = reranker.scores("大桥", TEXTS)
    with ThreadPoolExecutor(4) as pool:
        for scores in pool.map(lambda _: reranker.scores("大桥", TEXTS), range(16)):
            np.testing.assert_allclose(scores, expected, atol=1e-6)


def test_a_classifier_is_no_reranker(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"重排模型 .*classes 无法加载：.*3 个数"):
        load_reranker(str(make_cross_encoder(tmp_path / "classes", labels=3)))


def test_a_missing_reranker_is_a_bad_setting_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadSetting, match=r"empty 无法加载：.+"):
        load_reranker(str(tmp_path / "empty"))
