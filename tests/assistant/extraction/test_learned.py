import numpy as np
import pytest

from assistant.extraction import confidence, extract, features, span_features, values
from assistant.extraction.learned import learned, learned_forest


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("span", span_features.NAMES),
        ("sentence", features.NAMES),
        ("choice", extract.EVIDENCE),
        ("value", values.EVIDENCE),
        ("confidence", confidence.LINE),
    ],
)
def test_the_bundled_weights_fit_their_features(name: str, names: tuple[str, ...]) -> None:
    network = learned(name, names)
    assert network.names == names
    assert network.mean.shape == network.scale.shape == (len(names),)
    assert (network.scale > 0).all()
    inputs = len(names)
    for layer in network.layers:
        assert layer.weights.shape == (inputs, len(layer.bias))
        assert np.isfinite(layer.weights).all()
        inputs = len(layer.bias)
    assert inputs == 1


@pytest.mark.parametrize(
    "names",
    [span_features.NAMES[:-1], (*span_features.NAMES, "more"), span_features.NAMES[::-1], ()],
    ids=["one fewer", "one more", "another order", "none"],
)
def test_weights_learned_on_other_features_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="span weights were learned on other features"):
        learned("span", names)


def test_the_bundled_forest_fits_its_features() -> None:
    forest = learned_forest(confidence.NAMES)
    count = len(forest.feature)
    assert forest.feature.max() < len(confidence.NAMES)
    assert all(side.min() >= 0 and side.max() < count for side in (forest.low, forest.high))
    assert 0 <= forest.share.min() <= forest.share.max() <= 1


def test_a_forest_learned_on_other_features_is_refused() -> None:
    with pytest.raises(ValueError, match="forest was learned on other features"):
        learned_forest(confidence.NAMES[:-1])
