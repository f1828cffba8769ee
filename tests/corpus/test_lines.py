from hypothesis import given
from hypothesis import strategies as st

from corpus.columns import unwrapped
from corpus.lines import printed_lines


def shown(raw: str) -> list[tuple[str, int]]:
    return [(line.text, line.gap) for line in printed_lines(raw)]


def test_blank_lines_are_counted_and_lines_of_any_system_told_apart() -> None:
    assert shown("\n一。\r\n\r\n \t\r\n 二。 \r三。\u2028四。") == [("一。", 1), ("二。", 2), ("三。", 0), ("四。", 0)]


def test_an_indent_after_a_sentence_begins_another_line() -> None:
    assert shown("老码头　　渔船归港。　　客人来了。") == [("老码头", 0), ("渔船归港。", 0), ("客人来了。", 0)]
    assert shown("年份　　产值　　增速") == [("年份　　产值　　增速", 0)]


def test_form_feeds_begin_sheets_and_are_no_gap() -> None:
    assert [(line.text, line.sheet, line.gap) for line in printed_lines("一。\n\n\f二。\n\f\n三。")] == [
        ("一。", 0, 0),
        ("二。", 1, 0),
        ("三。", 2, 1),
    ]


@given(st.one_of(st.text(), st.text(st.sampled_from("桥。\u3000 \n\r5"))))
def test_lines_hold_all_that_is_visible(raw: str) -> None:
    found = unwrapped(printed_lines(raw))
    assert all(line.text == "".join(raw[span.start : span.end] for span in line.spans) for line in found)
    ends = [end for line in found for span in line.spans for end in (span.start, span.end)]
    assert ends == sorted(ends)
    hidden = "".join(raw[end:start] for end, start in zip([0, *ends[1::2]], [*ends[::2], len(raw)], strict=True))
    assert not any(character.isprintable() and not character.isspace() for character in hidden)
