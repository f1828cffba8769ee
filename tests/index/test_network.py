from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.network import FloatArray, Layer, Network, keep, load, shares


def floats(*values: object) -> FloatArray:
    return np.array(values, np.float32)


# Two features, three hidden units.
NETWORK = Network(
    names=("length", "depth"),
    mean=floats(1, 2),
    scale=floats(2, 4),
    layers=(
        Layer(floats([1, -1, 0], [0, 1, 2]), floats(0, 0.5, -1)),
        Layer(floats([2], [3], [-1]), floats(0)),
    ),
)


@pytest.mark.parametrize(
    ("row", "score"),
    [
        # (row - mean) / scale = (1, 1): hidden (1, 0.5, 1), score 2 + 1.5 - 1
        ((3, 6), 2.5),
        # (0, 0): hidden (0, 0.5, -1), the last cut to 0
        ((1, 2), 1.5),
        # (-1, -1): hidden (-1, 0.5, -3), both negatives cut to 0
        ((-1, -2), 1.5),
        # (1, -1): hidden (1, -1.5, -3)
        ((3, -2), 2.0),
    ],
)
def test_a_row_scores_what_is_worked_out_by_hand(row: tuple[float, float], score: float) -> None:
    assert NETWORK.scores(floats(row)).tolist() == [score]


def test_each_row_is_scored_on_its_own() -> None:
    assert NETWORK.scores(floats((3, 6), (1, 2), (3, -2))).tolist() == [2.5, 1.5, 2.0]


def test_no_rows_have_no_scores() -> None:
    assert NETWORK.scores(np.zeros((0, 2), np.float32)).shape == (0,)


def test_shares_are_the_softmax_of_the_scores() -> None:
    assert shares(np.log(floats(1, 2, 5))).tolist() == pytest.approx([0.125, 0.25, 0.625])


def test_no_scores_have_no_shares() -> None:
    assert shares(floats()).tolist() == []


@settings(deadline=None)
@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=1, max_size=50))
def test_shares_add_up_to_one_in_the_order_of_the_scores(scores: list[float]) -> None:
    given = floats(*scores)
    share = shares(given)
    assert float(share.sum()) == pytest.approx(1, abs=1e-4)
    assert share.min() >= 0
    assert share[given.argmax()] == share.max()


def test_rows_go_through_as_many_layers_as_there_are() -> None:
    deeper = Network(
        names=("height",),
        mean=floats(0),
        scale=floats(1),
        layers=(
            Layer(floats([1, -1]), floats(0, 0)),
            Layer(floats([2], [3]), floats(-1)),
            Layer(floats([10]), floats(-5)),
        ),
    )
    # 2: (2, 0), then 4 - 1 = 3, then 30 - 5; -1: (0, 1), then 3 - 1 = 2; 0: (0, 0), then -1, cut to 0
    assert deeper.scores(floats([2], [-1], [0])).tolist() == [25, 15, -5]


def test_a_single_layer_has_no_rectifier() -> None:
    line = Network(("height",), floats(0), floats(1), (Layer(floats([2]), floats(-1)),))
    assert line.scores(floats([2], [-3])).tolist() == [3, -7]


def test_what_was_kept_is_loaded_beside_what_was_there(tmp_path: Path) -> None:
    weights, other = tmp_path / "weights.json", replace(NETWORK, mean=floats(0.12344, -7))
    keep(weights, "first", NETWORK)
    keep(weights, "second", other)
    assert load(weights, "second", NETWORK.names).mean.tolist() == pytest.approx([0.1234, -7])
    first = load(weights, "first", NETWORK.names)
    assert first.names == NETWORK.names
    assert first.scores(floats((3, 6), (1, 2))).tolist() == [2.5, 1.5]


def test_weights_that_were_kept_anew_are_the_ones_that_are_loaded(tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    for mean in (1, 5):
        keep(weights, "only", replace(NETWORK, mean=floats(mean, 2)))
        assert load(weights, "only", NETWORK.names).mean.tolist() == [mean, 2]


@pytest.mark.parametrize(
    "names",
    [("length",), ("length", "depth", "more"), ("depth", "length"), ()],
    ids=["one fewer", "one more", "another order", "none"],
)
def test_weights_learned_on_other_features_are_refused(names: tuple[str, ...], tmp_path: Path) -> None:
    keep(tmp_path / "weights.json", "river", NETWORK)
    with pytest.raises(ValueError, match=r"weights\.json: the river weights were learned on other features"):
        load(tmp_path / "weights.json", "river", names)
