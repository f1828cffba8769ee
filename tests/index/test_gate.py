import threading
import time

import pytest

from index.gate import Gate


def test_no_more_than_the_places_are_inside_and_all_get_through() -> None:
    gate, mutex = Gate(2), threading.Lock()
    inside, most, through = 0, 0, 0

    def visit() -> None:
        nonlocal inside, most, through
        for _ in range(20):
            with gate:
                with mutex:
                    inside += 1
                    most = max(most, inside)
                time.sleep(0.0005)
                with mutex:
                    inside -= 1
                    through += 1

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, through) == (2, 160)


def test_first_come_first_served() -> None:
    gate, order = Gate(1), list[int]()
    threads = []

    def visit(number: int) -> None:
        with gate:
            order.append(number)

    with gate:
        for number in range(5):
            thread = threading.Thread(target=visit, args=(number,))
            thread.start()
            threads.append(thread)
            while len(gate._waiting) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_who_fails_inside_leaves_too() -> None:
    gate = Gate(1)

    def fail() -> None:
        with gate:
            raise ValueError("inside")

    for _ in range(3):
        with pytest.raises(ValueError, match="inside"):
            fail()
