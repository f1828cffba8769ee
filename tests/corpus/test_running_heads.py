from datetime import date

import pytest

from corpus.lines import printed_lines
from corpus.running_heads import pages, read_head

Shown = list[tuple[str | None, list[str]]]


def shown(raw: str) -> Shown:
    return [(page.head.section, [line.text for line in page.lines]) for page in pages(printed_lines(raw))]


@pytest.mark.parametrize(
    ("text", "outlet", "day", "section"),
    [
        ("甬江晚报 2021年5月20日 星期四 A2版 要闻", "甬江晚报", date(2021, 5, 20), "A2版 要闻"),
        ("A2版：要闻　甬江晚报　2021年5月20日", "甬江晚报", date(2021, 5, 20), "A2版 要闻"),
        ("第02版：山乡", None, None, "第02版 山乡"),
        ("要闻·A2版", None, None, "A2版 要闻"),
        ("甬江晚报｜2021-05-20", "甬江晚报", date(2021, 5, 20), None),
        ("2021年5月20日星期四 农历四月初九", None, date(2021, 5, 20), None),
        ("甬江晚報 2021年5月20日 A2版 要聞", "甬江晚報", date(2021, 5, 20), "A2版 要聞"),
        ("甬江晚报 2021年5月20日 A2版 责编 甲小乙", "甬江晚报", date(2021, 5, 20), "A2版"),
        ("甬江晚报 2021年5月20日 责任编辑：甲小乙 美编：丙丁", "甬江晚报", date(2021, 5, 20), None),
    ],
)
def test_heads(text: str, outlet: str | None, day: date | None, section: str | None) -> None:
    head = read_head(text)
    assert head is not None
    assert (head.outlet, head.day, head.section) == (outlet, day, section)


@pytest.mark.parametrize(
    "text", ["2021年5月20日 渔船归港", "渔船归港", "A2版 要闻 渔船今天上午归港了", "5G 应用 场景", "责编 甲小乙", ""]
)
def test_what_is_no_head(text: str) -> None:
    assert read_head(text) is None


def test_a_head_may_take_several_lines() -> None:
    assert shown("甬江晚报\n2021年5月20日\n星期四\nA2版\n山乡\n\n渔船归港。") == [("A2版 山乡", ["渔船归港。"])]


def test_the_foot_of_a_sheet_says_which_page_it_was() -> None:
    assert shown("渔船归港。\nA2版 要闻\n\f书屋开门。\nA3版") == [
        ("A2版 要闻", ["渔船归港。"]),
        ("A3版", ["书屋开门。"]),
    ]


def test_heads_without_form_feeds_begin_pages() -> None:
    raw = "甬江晚报 A1版\n渔船归港。\n甬江晚报 A2版 山乡\n书屋开门。"
    assert shown(raw) == [("A1版", ["渔船归港。"]), ("A2版 山乡", ["书屋开门。"])]


def test_feet_without_form_feeds_end_pages() -> None:
    raw = "渔船归港。\n甬江晚报 A1版\n书屋开门。\n甬江晚报 A2版"
    assert shown(raw) == [("A1版", ["渔船归港。"]), ("A2版", ["书屋开门。"])]


def test_what_sheets_repeat_and_their_numbers_are_left_out_but_the_title_stays() -> None:
    raw = "渔港年度报告\n渔船归港。\n1\n\f渔港年度报告\n书屋开门。\n- 2 -\n\f渔港年度报告\n码头启用。\n第 3 页 共 3 页"
    assert shown(raw) == [(None, ["渔港年度报告", "渔船归港。"]), (None, ["书屋开门。"]), (None, ["码头启用。"])]


@pytest.mark.parametrize("line", ["2021年5月20日 星期四", "12", "甬江晚报", "经济"])
def test_inside_a_text_a_single_word_of_a_head_stays(line: str) -> None:
    raw = f"渔船归港。\n书屋开门。\n{line}\n码头启用。\n夜校开学。"
    assert shown(raw) == [(None, ["渔船归港。", "书屋开门。", line, "码头启用。", "夜校开学。"])]


def test_date_and_outlet_go_on_to_pages_that_do_not_say_them() -> None:
    [_, second] = pages(printed_lines("甬江晚报 2021年5月20日 A1版\n渔船归港。\n\f书屋开门。"))
    assert (second.head.outlet, second.head.day, second.head.section) == ("甬江晚报", date(2021, 5, 20), None)
