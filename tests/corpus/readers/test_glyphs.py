import pytest

from corpus.readers.glyphs import Glyph, rows_of


def glyphs(text: str, *, x: float = 0, y: float = 0, size: float = 10, step: float = 10) -> list[Glyph]:
    return [Glyph(x + step * at, y, x + step * at + size, y + size, size, mark) for at, mark in enumerate(text)]


def texts(*some: list[Glyph]) -> list[str]:
    return [row.text for row in rows_of(glyph for few in some for glyph in few)]


def test_a_gutter_ends_a_row_and_a_space_in_it_does_not() -> None:
    assert texts(glyphs("左"), glyphs("右", x=20)) == ["左", "右"]
    assert texts(glyphs("左\u3000右")) == ["左 右"]
    assert texts(glyphs("左\u3000\u3000\u3000右")) == ["左", "右"]


def test_spaces_at_the_ends_of_a_row_are_none_of_its_width() -> None:
    [row] = rows_of(glyphs("\u3000\u3000大桥\u3000"))
    assert (row.text, row.left, row.right) == ("大桥", 20, 40)


def test_words_that_were_set_apart_without_a_space_get_one() -> None:
    narrow = glyphs("G", size=5) + glyphs("T", x=7.5, size=5)
    assert texts(narrow) == ["G T"]
    assert texts(glyphs("5G", size=5, step=5)) == ["5G"]


@pytest.mark.parametrize(("offset", "rows"), [(3, 1), (7, 2)])
def test_marks_of_another_height_stand_in_the_row_that_their_middle_lies_in(offset: float, rows: int) -> None:
    assert len(texts(glyphs("大桥"), glyphs("，", x=20, y=offset))) == rows


def test_no_characters_make_no_rows() -> None:
    assert rows_of([]) == ()
