import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.extraction import span_features
from assistant.extraction.network import FloatArray, Network, load, shares


def floats(*values: object) -> FloatArray:
    return np.array(values, np.float32)


# Two features, three hidden units.
NETWORK = Network(
    names=("length", "depth"),
    mean=floats(1, 2),
    scale=floats(2, 4),
    hidden=floats([1, -1, 0], [0, 1, 2]),
    bias=floats(0, 0.5, -1),
    out=floats(2, 3, -1),
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


def test_the_bundled_weights_fit_their_features() -> None:
    network = load("span", span_features.NAMES)
    features, hidden = network.hidden.shape
    assert network.names == span_features.NAMES
    assert features == len(span_features.NAMES)
    assert network.mean.shape == network.scale.shape == (features,)
    assert network.bias.shape == network.out.shape == (hidden,)
    assert np.isfinite(network.hidden).all()
    assert (network.scale > 0).all()


@pytest.mark.parametrize(
    "names",
    [span_features.NAMES[:-1], (*span_features.NAMES, "more"), span_features.NAMES[::-1], ()],
    ids=["one fewer", "one more", "another order", "none"],
)
def test_weights_learned_on_other_features_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="span weights were learned on other features"):
        load("span", names)
