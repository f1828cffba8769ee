import pytest

from assistant.questions.small_talk import read_small_talk
from assistant.writing.holdings import EMPTY, Collection, reply


class Counted:
    def __init__(self, number: int) -> None:
        self._number = number

    def count(self) -> int:
        return self._number


@pytest.mark.parametrize(
    ("text", "collection", "part"),
    [
        ("你收录了多少篇文章？", Counted(12), "12篇"),
        ("你收录了多少篇文章？", Counted(0), EMPTY),
        ("你收录了多少篇文章？", None, "收录的新闻"),
        ("最新的报道是哪天？", Counted(12), "日期"),
        ("收录了哪些媒体？", Counted(12), "媒体"),
        ("谢谢", Counted(12), "不客气"),
    ],
)
def test_the_collection_is_counted_where_that_is_asked(text: str, collection: Collection | None, part: str) -> None:
    talk = read_small_talk(text)
    assert talk is not None
    assert part in reply(talk, collection)
