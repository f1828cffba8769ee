import random

from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.columns import blocks_of
from corpus.readers.glyphs import Glyph, Row, rows_of

PLACES = st.tuples(st.integers(0, 60), st.integers(0, 80), st.sampled_from((8, 10, 20)))


def column(x: float, y: float, *texts: str, size: float = 10) -> list[Row]:
    return [
        Row(x, y + 14 * number, x + size * len(text), y + 14 * number + size, size, text)
        for number, text in enumerate(texts)
    ]


def read(*rows: list[Row]) -> str:
    return " ".join(row.text for block in blocks_of(row for some in rows for row in some) for row in block)


def test_columns_are_read_one_after_the_other() -> None:
    assert (
        read(column(0, 0, "甲甲", "乙乙"), column(30, 5, "丙丙", "丁丁"), column(60, 0, "戊戊"))
        == "甲甲 乙乙 丙丙 丁丁 戊戊"
    )


def test_a_headline_over_columns_stands_above_them() -> None:
    title = column(10, 0, "大标题", size=20)
    assert (
        read(column(0, 30, "甲甲甲", "乙乙乙"), column(50, 30, "丙丙丙", "丁丁丁"), title)
        == "大标题 甲甲甲 乙乙乙 丙丙丙 丁丁丁"
    )


def test_a_short_title_stands_over_every_column_that_it_could_have_run_on_over() -> None:
    upper = [*column(0, 0, "甲甲甲", "乙乙乙"), *column(50, 0, "丙丙丙", "丁丁丁")]
    lower = [*column(0, 70, "戊戊戊", "己己己"), *column(50, 70, "庚庚庚", "辛辛辛")]
    assert (
        read(upper, column(0, 36, "题", size=20), lower) == "甲甲甲 乙乙乙 丙丙丙 丁丁丁 题 戊戊戊 己己己 庚庚庚 辛辛辛"
    )


def test_two_articles_side_by_side_below_a_third() -> None:
    upper = [*column(0, 0, "甲甲甲", "乙乙乙"), *column(50, 0, "丙丙丙", "丁丁丁")]
    left = [*column(0, 36, "左", size=20), *column(0, 70, "戊戊戊", "己己己")]
    right = [*column(50, 36, "右", size=20), *column(50, 70, "庚庚庚", "辛辛辛")]
    assert read(upper, left, right) == "甲甲甲 乙乙乙 丙丙丙 丁丁丁 左 戊戊戊 己己己 右 庚庚庚 辛辛辛"


def test_a_title_inside_one_column_leaves_the_other_alone() -> None:
    left = [*column(0, 0, "甲甲甲", "乙乙乙"), *column(0, 36, "题", size=20), *column(0, 70, "丙丙丙", "丁丁丁")]
    right = column(50, 0, "戊戊戊", "己己己", "庚庚庚", "辛辛辛", "壬壬壬", "癸癸癸", "子子子")
    assert read(left, right) == "甲甲甲 乙乙乙 题 丙丙丙 丁丁丁 戊戊戊 己己己 庚庚庚 辛辛辛 壬壬壬 癸癸癸 子子子"


def test_what_stands_at_one_height_in_a_single_row_is_one_row() -> None:
    assert read(column(0, 0, "记者"), column(40, 0, "甲小乙")) == "记者 甲小乙"


def test_a_vertical_title_is_one_row() -> None:
    assert read(column(0, 0, "老", "码", "头"), column(30, 0, "甲甲", "乙乙", "丙丙")) == "老码头 甲甲 乙乙 丙丙"


def test_an_empty_page_has_no_blocks() -> None:
    assert blocks_of([]) == ()


def test_a_page_of_far_too_many_rows_is_read_from_top_to_bottom() -> None:
    rows = [Row(x * 30, y * 14, x * 30 + 10, y * 14 + 10, 10, "字") for x in range(60) for y in range(100)]
    [block] = blocks_of(rows)
    assert len(block) == 100


@given(st.lists(PLACES, max_size=60), st.randoms(use_true_random=False))
def test_the_order_given_makes_no_difference_and_no_character_is_lost(
    places: list[tuple[int, int, int]], chance: random.Random
) -> None:
    glyphs = [
        Glyph(7 * x, 7 * y, 7 * x + size, 7 * y + size, size, chr(0x4E00 + number))
        for number, (x, y, size) in enumerate(places)
    ]
    blocks = blocks_of(rows_of(glyphs))
    shuffled = list(glyphs)
    chance.shuffle(shuffled)
    assert blocks_of(rows_of(shuffled)) == blocks
    read = "".join(row.text for block in blocks for row in block).replace(" ", "")
    assert sorted(read) == sorted(glyph.text for glyph in glyphs)
