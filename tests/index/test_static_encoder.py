"""An encoder of a few words whose vectors are written by hand."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.entry import END, Runs
from index.static_encoder import StaticEncoder

# Comma and full stop mean nothing, and `<unk>` is what no other word is.
VECTORS = {
    "<pad>": (0, 0),
    "<unk>": (0, 0),
    "桥": (3, 0),
    "路": (0, 1),
    "堤": (1.6, 1.2),
    ",": (0, 0),
    "。": (0, 0),
    "?": (0, 0),
}
PAD, UNKNOWN, BRIDGE, ROAD, DAM, COMMA, STOP, MARK = range(len(VECTORS))


@pytest.fixture
def encoder(tmp_path: Path) -> StaticEncoder:
    return StaticEncoder(written(tmp_path / "tiny", list(VECTORS), np.array(list(VECTORS.values()), np.float16)))


def written(folder: Path, words: list[str], table: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Path:
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.normalizers import NFKC, Lowercase, Sequence

    folder.mkdir()
    tokenizer = Tokenizer(Unigram([(word, -1.0) for word in words], UNKNOWN, False))
    tokenizer.normalizer = Sequence([NFKC(), Lowercase()])
    tokenizer.save(str(folder / "tokenizer.json"))
    kind = {"float16": "F16", "float32": "F32"}[table.dtype.name]
    tensor = {"dtype": kind, "shape": table.shape, "data_offsets": [0, table.nbytes]}
    header = json.dumps({"embedding.weight": tensor}).encode()
    (folder / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + table.tobytes())
    return folder


def runs(*passages: list[int]) -> Runs:
    ended = [[*passage, END] for passage in passages]
    tokens = np.array([token for passage in ended for token in passage], np.uint16)
    return Runs(tokens, np.cumsum([0, *map(len, ended)]))


def test_a_text_is_the_unit_length_sum_of_its_words(encoder: StaticEncoder) -> None:
    assert encoder.dimension == 2
    rows = encoder.encode_passages(["桥，路路路路", "堤。", "，山"])
    assert rows.tolist() == [pytest.approx([0.6, 0.8]), pytest.approx([0.8, 0.6], abs=1e-3), [0, 0]]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("桥路", [BRIDGE, ROAD]),
        ("桥，路", [BRIDGE, ROAD]),
        ("桥山路", [BRIDGE, ROAD]),
        ("桥。路？堤", [BRIDGE, END, ROAD, END, DAM]),
        ("桥？。路。", [BRIDGE, END, END, ROAD, END]),
        ("，山", []),
        ("", []),
    ],
)
def test_tokens_are_words_that_mean_something_and_ends_of_sentences(
    encoder: StaticEncoder, text: str, tokens: list[int]
) -> None:
    assert encoder.tokens([text])[0].tolist() == tokens
    vectors, found = encoder.encode_with_tokens([text, "桥"])
    assert [run.tolist() for run in found] == [tokens, [BRIDGE]]
    assert vectors.tolist() == encoder.encode_passages([text, "桥"]).tolist()


def test_no_text_has_no_tokens(encoder: StaticEncoder) -> None:
    vectors, tokens = encoder.encode_with_tokens([])
    assert vectors.shape == (0, 2)
    assert tokens == ()


def test_a_query_is_compared_word_by_word(encoder: StaticEncoder) -> None:
    """Each word once, as heavy as its vector is long: 3 and 2."""
    found = encoder.interaction("桥堤，桥？", runs([BRIDGE, END, ROAD], [DAM]))
    assert found.asked.tolist() == [BRIDGE, DAM]
    assert found.weights.tolist() == pytest.approx([0.6, 0.4], abs=1e-3)
    assert found.nearness.tolist() == [
        pytest.approx([1, 0.8], abs=0.01),
        pytest.approx([0, 0.6], abs=0.01),
        pytest.approx([0.8, 1], abs=0.01),
    ]
    assert found.first.tolist() == [0, 2]


@pytest.mark.parametrize("query", ["", "，？", "山"])
def test_a_query_without_a_known_word_is_compared_with_nothing(encoder: StaticEncoder, query: str) -> None:
    found = encoder.interaction(query, runs([BRIDGE, END, ROAD], [DAM], []))
    assert found.asked.tolist() == found.weights.tolist() == []
    assert found.nearness.shape == (3, 0)
    assert found.first.tolist() == [0, 1, 2]


def test_more_words_than_two_bytes_can_number_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "large", list(VECTORS), np.zeros((65_536, 1), np.float16))
    with pytest.raises(ValueError, match="large has 65536 tokens, more than two bytes can number"):
        StaticEncoder(folder)


def test_vectors_of_another_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="F32, not F16"):
        StaticEncoder(written(tmp_path / "wide", list(VECTORS), np.zeros((8, 2), np.float32)))
