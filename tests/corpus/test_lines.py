from hypothesis import given
from hypothesis import strategies as st

from corpus.columns import unwrapped
from corpus.lines import Line, printed_lines
from corpus.page import page_articles


def lines(raw: str) -> tuple[Line, ...]:
    return unwrapped(printed_lines(raw))


def shown(raw: str) -> list[tuple[str, int]]:
    return [(line.text, line.gap) for line in lines(raw)]


def test_blank_lines_are_counted_and_lines_of_any_system_told_apart() -> None:
    assert shown("\n一。\r\n\r\n \t\r\n 二。 \r三。\u2028四。") == [("一。", 1), ("二。", 2), ("三。", 0), ("四。", 0)]


def test_lines_that_are_paragraphs_are_left_alone() -> None:
    assert shown("老码头\n渔船今天归港。\n大家都来看。") == [("老码头", 0), ("渔船今天归港。", 0), ("大家都来看。", 0)]


def test_an_indented_column_is_unwrapped_even_where_a_line_ends_with_a_sentence() -> None:
    column = (
        "　　渔船今天上午归港\n了，大家都来码头看。\n渔民说今年的鱼比去年\n多，个头大，价钱也比\n去年好。\n"
        "　　下午又来了三艘渔\n船。"
    )
    assert [text for text, _ in shown(column)] == [
        "渔船今天上午归港了，大家都来码头看。渔民说今年的鱼比去年多，个头大，价钱也比去年好。",
        "下午又来了三艘渔船。",
    ]


def test_a_column_without_indents_is_unwrapped_up_to_its_short_lines() -> None:
    column = (
        "老码头\n渔船今天上午归港了，大\n家都来码头看，渔民说今\n年的鱼比去年多，个头也\n大一些。\n"
        "下午又来了三艘，都停在\n新泊位上。"
    )
    assert [text for text, _ in shown(column)] == [
        "老码头",
        "渔船今天上午归港了，大家都来码头看，渔民说今年的鱼比去年多，个头也大一些。",
        "下午又来了三艘，都停在新泊位上。",
    ]


def test_a_byline_between_a_headline_and_a_column_stands_alone() -> None:
    column = "老码头换新颜渔船归港来\n□本报记者甲小乙\n渔船今天上午归港了，大\n家都来码头看，渔民说今\n年的鱼多。"
    assert [text for text, _ in shown(column)] == [
        "老码头换新颜渔船归港来",
        "□本报记者甲小乙",
        "渔船今天上午归港了，大家都来码头看，渔民说今年的鱼多。",
    ]


def test_a_number_broken_by_a_column_is_whole_again() -> None:
    [article] = page_articles("　　渔港今年第一季度的\n总产值是1\n234万元，其中远洋渔\n船占了六成多。")
    assert article.text == "渔港今年第一季度的总产值是1234万元，其中远洋渔船占了六成多。"


def test_many_open_lines_take_no_time() -> None:
    [line] = lines("渔船归港，归港归港\n" * 20_000)
    assert len(line.spans) == 20_000


@given(st.one_of(st.text(), st.text(st.sampled_from("桥。\u3000 \n\r5"))))
def test_lines_hold_all_that_is_visible(raw: str) -> None:
    found = lines(raw)
    assert all(line.text == "".join(raw[span.start : span.end] for span in line.spans) for line in found)
    ends = [end for line in found for span in line.spans for end in (span.start, span.end)]
    assert ends == sorted(ends)
    hidden = "".join(raw[end:start] for end, start in zip([0, *ends[1::2]], [*ends[::2], len(raw)], strict=True))
    assert not any(character.isprintable() and not character.isspace() for character in hidden)
