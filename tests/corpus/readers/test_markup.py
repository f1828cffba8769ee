from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.readers.markup import declared, fragment_lines, placed_lines, tree_of

TAGS = st.sampled_from(
    ["<p>", "</p>", "<div hidden>", "</div>", "<a>", "</a>", "<td>", "<h2>", "<br>", "<!--", "-->", "&#0;"]
)


def test_kinds_rows_and_links() -> None:
    html = (
        "<h2>数字</h2><table><tr><td>长</td><td>3公里</td></tr></table><figcaption>全景</figcaption><p><a>更多</a></p>"
    )
    placed = list(placed_lines(tree_of(html)))
    assert [(one.line.kind, one.line.text, one.linked) for one in placed] == [
        ("heading", "数字", False), ("body", "长 3公里", False), ("caption", "全景", False), ("body", "更多", True),
    ]  # fmt: skip


def test_declared_encodings() -> None:
    assert declared(b'<?xml version="1.0" encoding="GBK"?>') == "gbk"
    assert declared(b"<meta charset=Big5>") == "big5"
    assert declared(b"<p>charset=gbk</p>") is None
    assert declared(b"<meta " * 100_000) is None


@given(st.lists(TAGS | st.text(max_size=9)).map("".join))
def test_any_markup_gives_lines_without_line_breaks(html: str) -> None:
    try:
        lines = fragment_lines(html)
    except UnreadableFile:
        return
    assert all(line.text == line.text.strip(" \n") != "" and "\n" not in line.text for line in lines)
