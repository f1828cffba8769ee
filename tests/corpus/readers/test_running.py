from corpus.readers.glyphs import Row
from corpus.readers.running import without_running_heads


def page(*printed: tuple[int, str]) -> list[Row]:
    return [Row(50, y, 50 + 10 * len(text), y + 10, 10, text) for y, text in printed]


def left(*pages: list[Row]) -> list[list[str]]:
    return [[row.text for row in rows] for rows in without_running_heads(pages)]


def test_a_number_is_left_out_even_of_a_single_page() -> None:
    assert left(page((20, "大桥开工。"), (800, "第 3 页 / 共 5 页"))) == [["大桥开工。"]]


def test_heads_of_left_and_right_pages() -> None:
    pages = [
        page((20, "甬江晚报" if number % 2 else "特刊"), (60, f"第{number}天的事。" * number)) for number in range(1, 7)
    ]
    assert all(len(rows) == 1 and "天的事" in rows[0] for rows in left(*pages))


def test_what_repeats_in_the_middle_of_the_pages_stays() -> None:
    pages = [page(*((20 * at, "本报讯" if at == 4 else f"{mark}{at}") for at in range(1, 9))) for mark in "甲乙"]
    assert all("本报讯" in rows for rows in left(*pages))


def test_a_date_is_kept_once_for_each_day() -> None:
    days = ("2021年5月20日", "2021年5月20日", "2021年5月21日")
    assert left(*(page((20, f"甬江晚报 {day}"), (60, text)) for day, text in zip(days, "甲乙丙", strict=True))) == [
        ["甲", "甬江晚报 2021年5月20日"],
        ["乙"],
        ["丙", "甬江晚报 2021年5月21日"],
    ]


def test_what_stands_beside_the_date_in_the_head_goes_with_it() -> None:
    strip = [Row(300, 20, 320, 30, 10, "要闻"), Row(50, 20, 140, 30, 10, "2021年5月20日")]
    assert left([*strip, *page((60, "正文"))]) == [["正文", "2021年5月20日 要闻"]]


def test_a_date_below_an_article_is_no_head() -> None:
    signed = page((20, "标题"), (40, "正文"), (60, "2021年5月20日"), (80, "正文"), (100, "正文"), (120, "完"))
    assert "标题" in left(signed)[0]
