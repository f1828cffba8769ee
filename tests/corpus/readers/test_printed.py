from corpus.readers.glyphs import Row
from corpus.readers.printed import page_text


def block(*printed: tuple[float, float, str], x: float = 0) -> tuple[Row, ...]:
    """Rows by their upper edge, their size and their text; full-width spaces at the beginning indent."""
    rows = []
    for y, size, text in printed:
        indent = size * (len(text) - len(text.lstrip("\u3000")))
        words = text.strip("\u3000")
        rows.append(Row(x + indent, y, x + indent + size * len(words), y + size, size, words))
    return tuple(rows)


def test_an_indent_a_distance_and_a_short_row_begin_a_paragraph() -> None:
    first = (0, 10, "\u3000\u3000大桥开工，计划用"), (14, 10, "三年时间建成，全长三")
    second = (28, 10, "\u3000\u3000桥面宽三十米，可"), (42, 10, "并行车。")
    others = (56, 10, "护栏也已经安装好了。"), (90, 10, "待最后的验收工作开始")
    assert page_text([block(*first, *second, *others)]).split("\n\n") == [
        "大桥开工，计划用三年时间建成，全长三",
        "桥面宽三十米，可并行车。",
        "护栏也已经安装好了。",
        "待最后的验收工作开始",
    ]


def test_the_lines_of_a_title_are_one_and_a_large_gap_stands_before_it() -> None:
    body = ((60, 10, "大桥开工，计划用三年"), (74, 10, "时间建成，全长三公里"), (88, 10, "桥面宽。"))
    page = block((0, 20, "大桥今天"), (24, 20, "正式开工"), *body)
    assert page_text([page]).strip().startswith("大桥今天正式开工\n\n大桥开工")
    assert "桥面宽。\n\n\n\n\n大桥今天正式开工\n\n" in page_text([block(*body), page])


def test_a_paragraph_is_read_on_in_the_next_column_and_its_caption_follows_it() -> None:
    left = block((0, 10, "大桥开工，计划用三年"), (14, 10, "时间建成，全长三公里"), (80, 8, "大桥一角。"))
    right = block((0, 10, "半，桥面宽三十米。"), (14, 10, "\u3000\u3000护栏已装好。"), x=120)
    assert (
        page_text([left, right])
        == "大桥开工，计划用三年时间建成，全长三公里半，桥面宽三十米。\n\n大桥一角。\n\n护栏已装好。"
    )


def test_what_may_be_a_caption_stands_far_from_the_paragraph_that_it_interrupts() -> None:
    column = block((0, 10, "大桥开工，计划用三年"), (14, 10, "时间建成，全长三公里"), (80, 10, "大桥建设工地的一角。"))
    rest = block((110, 10, "半，桥面宽三十米。"))
    assert "公里\n\n\n\n大桥建设工地的一角。\n\n半" in page_text([(*column, *rest)])


def test_latin_words_are_read_on_with_a_space() -> None:
    assert page_text([block((0, 10, "由 Global"), (14, 10, "Times 报"), (28, 10, "道。"))]) == "由 Global Times 报道。"


def test_an_empty_page() -> None:
    assert page_text([]) == ""
