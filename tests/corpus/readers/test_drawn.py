from hypothesis import given
from hypothesis import strategies as st

from corpus.article import BlockKind
from corpus.errors import BadDocument
from corpus.readers.drawn import Line, drawn, drawn_article, opened
from corpus.readers.record import NO_DEFAULTS
from tests.corpus.offsets import assert_offsets_hold

KINDS: tuple[BlockKind, ...] = ("body", "heading", "caption")
LINES = st.lists(st.builds(Line, st.sampled_from(KINDS), st.text() | st.text(st.sampled_from("桥a。 \u3000\u200b"))))


def test_furniture_at_the_end_is_left_out() -> None:
    lines = [Line("heading", "数字"), Line("body", "大桥通车了。返回搜狐，查看更多"), Line("body", "责任编辑：")]
    article = drawn_article({"title": "大桥"}, lines, NO_DEFAULTS)
    assert article.text == "数字\n大桥通车了。"
    assert_offsets_hold(article, drawn(lines))


def test_the_only_line_is_never_taken_off() -> None:
    assert opened([Line("body", "大桥通车")], "大桥通车").lines == (Line("body", "大桥通车"),)
    assert opened([], None).lines == ()


@given(LINES)
def test_any_lines_lead_back_to_them(lines: list[Line]) -> None:
    try:
        article = drawn_article({}, opened(lines, "桥").lines, NO_DEFAULTS)
    except BadDocument:
        return
    assert_offsets_hold(article, drawn(opened(lines, "桥").lines))
