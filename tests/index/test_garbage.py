import gc

import pytest

from corpus.errors import BadSetting
from index.garbage import built_to_stay


def test_garbage_is_looked_for_as_before_once_all_is_made_or_has_failed() -> None:
    usual, frozen = gc.get_threshold(), gc.get_freeze_count()

    @built_to_stay()
    def failing() -> None:
        assert gc.get_threshold()[0] > usual[0]
        raise BadSetting("没有做成")

    with pytest.raises(BadSetting):
        failing()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, frozen)
    try:
        with built_to_stay():
            pass
        assert gc.get_threshold() == usual
        assert gc.get_freeze_count() > frozen
    finally:
        gc.unfreeze()
