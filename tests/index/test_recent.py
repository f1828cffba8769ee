from contextlib import suppress
from functools import partial
from threading import Barrier, Thread

from index.recent import Recent


def test_what_was_made_is_kept_until_the_state_changes() -> None:
    recent, made = Recent[int](2), iter(range(9))
    assert recent.get("before", "大桥", lambda: next(made)) == 0
    assert recent.get("before", "大桥", lambda: next(made)) == 0
    assert recent.get("after", "大桥", lambda: next(made)) == 1
    assert recent.get("before", "大桥", lambda: next(made)) == 2


def test_only_the_latest_are_kept() -> None:
    recent, made = Recent[int](2), iter(range(9))
    for key in ("大桥", "码头", "大桥", "图书馆", "大桥", "码头"):
        recent.get("state", key, lambda: next(made))
    assert next(made) == 4


def test_what_was_made_while_the_state_changed_is_given_but_not_kept() -> None:
    recent = Recent[str](2)

    def slow() -> str:
        recent.get("after", "码头", lambda: "新")
        return "旧"

    assert recent.get("before", "大桥", slow) == "旧"
    assert recent.get("after", "大桥", lambda: "新") == "新"


def test_a_failure_is_not_kept() -> None:
    recent = Recent[int](2)
    with suppress(ZeroDivisionError):
        recent.get("state", "大桥", lambda: 1 // 0)
    assert recent.get("state", "大桥", lambda: 3) == 3


def test_threads_may_ask_at_once() -> None:
    recent, together = Recent[int](8), Barrier(4)
    found: list[int] = []

    def ask() -> None:
        together.wait()
        found.extend(recent.get("state", key, partial(int, key)) for key in [*range(8)] * 50)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted([*range(8)] * 200)
