"""What long work says of itself while it runs."""

from collections.abc import Callable

import pytest

from assistant.commands.progress import Pace, counting


def clock(*moments: float) -> Callable[[], float]:
    """A clock that reads these moments, one after the other."""
    return iter(moments).__next__


def test_a_rate_is_told_where_no_share_is_known() -> None:
    assert Pace("题", clock(0, 2)).told(10) == "10 题 · 5 题/秒"


def test_a_total_gives_the_share() -> None:
    pace = Pace("题", clock(0, 10, 20))
    assert pace.told(10, 40) == "10/40 题 · 1 题/秒 · 25%"
    assert pace.told(20, 40) == "20/40 题 · 1 题/秒 · 50% · 还需约 20 秒"


def test_what_went_by_unchanged_does_not_promise_the_rest_in_no_time() -> None:
    pace = Pace("篇", clock(0, 0, 1, *range(11, 200, 10)))
    pace.told(0, share=0.0)
    pace.told(50_000, share=0.5)
    told = [pace.told(50_000 + 100 * n, share=0.5 + 0.001 * n) for n in range(1, 6)]
    assert told[-1].endswith("还需约 1 小时 22 分")


def test_the_end_promises_nothing() -> None:
    pace = Pace("篇", clock(0, 1, 2))
    pace.told(1, share=0.5)
    assert pace.told(2, share=1.0) == "2 篇 · 1 篇/秒 · 100%"


def test_a_file_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with counting("已读", "篇") as show:
        for count in range(1000):
            show(count, share=count / 1000)
    assert capsys.readouterr() == ("", "")
