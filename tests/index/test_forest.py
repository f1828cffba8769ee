"""Rows through a forest, learned and kept."""

from pathlib import Path

import numpy as np
import pytest

from index.forest import Forest, keep_forest, load_forest
from index.network import FloatArray
from index.training.fit import grow

NAMES = ("width", "height")


def stump() -> Forest:
    """One tree: a quarter where the height is at most 3, else three."""
    return Forest(
        NAMES,
        1,
        np.array([0], np.int32),
        np.array([1, 0, 0], np.int16),
        np.array([3.0, 0, 0], np.float32),
        np.array([1, 1, 2], np.int32),
        np.array([2, 1, 2], np.int32),
        np.array([0, 0.25, 0.75], np.float32),
    )


def rows() -> tuple[FloatArray, FloatArray]:
    """Rows that are right where both numbers have the same sign."""
    drawn = np.random.default_rng(0).normal(size=(400, 2)).astype(np.float32)
    return drawn, (drawn[:, 0] * drawn[:, 1] > 0).astype(np.float32)


def test_a_row_falls_to_the_leaf_on_its_side() -> None:
    found = stump().shares(np.array([[9, 3], [0, 3.5]], np.float32))
    assert found.tolist() == [0.25, 0.75]


def test_no_rows_have_no_shares() -> None:
    assert stump().shares(np.zeros((0, 2), np.float32)).shape == (0,)


def test_it_learns_what_no_straight_line_parts() -> None:
    drawn, right = rows()
    found = grow(NAMES, drawn[:300], right[:300]).shares(drawn[300:])
    assert ((found > 0.5) == (right[300:] > 0)).mean() > 0.85


def test_it_says_what_the_library_that_grew_it_says() -> None:
    from sklearn.ensemble import ExtraTreesClassifier

    from index.training.fit import LEAF, TREES

    drawn, right = rows()
    theirs = ExtraTreesClassifier(TREES, min_samples_leaf=LEAF, class_weight="balanced", random_state=0)
    theirs.fit(drawn, right > 0)
    assert grow(NAMES, drawn, right).shares(drawn) == pytest.approx(theirs.predict_proba(drawn)[:, 1], abs=1e-4)


def test_a_kept_forest_comes_back(tmp_path: Path) -> None:
    keep_forest(tmp_path / "forest.npz", stump())
    drawn, _ = rows()
    assert load_forest(tmp_path / "forest.npz", NAMES).shares(drawn).tolist() == stump().shares(drawn).tolist()


def test_other_features_are_refused(tmp_path: Path) -> None:
    keep_forest(tmp_path / "forest.npz", stump())
    with pytest.raises(ValueError, match=r"forest\.npz: the forest was learned on other features"):
        load_forest(tmp_path / "forest.npz", ("width",))
