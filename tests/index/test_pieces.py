"""The bundled vocabulary, against the library that its file is named after."""

import functools
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sample import sample_articles
from index.encoder import BUNDLED
from index.pieces import Pieces, model_of
from index.static_encoder import PIECES, TOKENIZER


@functools.cache
def pieces() -> Pieces:
    return Pieces((BUNDLED / PIECES).read_bytes())


@functools.cache
def oracle() -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_buffer((BUNDLED / TOKENIZER).read_bytes())


@functools.cache
def scores() -> list[float]:
    return [score for _, score in json.loads((BUNDLED / TOKENIZER).read_text("utf-8"))["model"]["vocab"]]


def likelihood(tokens: list[int]) -> float:
    return sum(scores()[token] for token in tokens)


def test_the_ready_made_form_is_made_of_the_vocabulary() -> None:
    assert (BUNDLED / PIECES).read_bytes() == model_of((BUNDLED / TOKENIZER).read_bytes())
    assert pieces().vocabulary() == tuple(oracle().id_to_token(number) for number in range(oracle().get_vocab_size()))


def test_articles_are_cut_as_the_other_library_cuts_them() -> None:
    texts = [article.text for article in sample_articles()]
    assert pieces().tokens(texts) == [oracle().encode(text).ids for text in texts]


@given(st.text(st.sampled_from("宁波未来工厂智造，。？5Ｇa1 \n鿕𠀀"), max_size=40))
def test_any_text_is_cut_as_likely_as_by_the_other_library(text: str) -> None:
    [found] = pieces().tokens([text])
    assert likelihood(found) == pytest.approx(likelihood(oracle().encode(text).ids))


def test_half_a_surrogate_pair_is_unknown() -> None:
    [found] = pieces().tokens(["工厂\ud83d"])
    assert found[0] == pieces().tokens(["工厂"])[0][0]


def test_what_is_no_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="not a model of pieces"):
        Pieces(b"no model")
    with pytest.raises(ValueError, match="unigram"):
        model_of(json.dumps({"model": {"type": "BPE"}, "normalizer": None, "pre_tokenizer": None}).encode())
