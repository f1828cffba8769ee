import html
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import AsOf, AsOfBasis
from assistant.conversations import Exchange
from corpus.status import CHINESE, FactStatus
from tests.ui.fakes import FOLLOW_UP, NOT_FOUND, TARGET
from ui.render import (
    QUESTION_SHOWN,
    STATUS_MEANING,
    answer_html,
    badge_html,
    escape,
    notice_html,
    partial_html,
    question_html,
)

ASKED = "海塘镇今年要建多少座码头？"
SHOWABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"))
ATTACK = '"><script>alert(1)</script>\n\n# 题 ![图](http://evil.example/x.png) *强* $$x$$ `码` [9]'


@given(SHOWABLE)
def test_an_escaped_text_is_shown_to_the_letter(text: str) -> None:
    assert html.unescape(escape(text)) == text


@given(st.text())
def test_no_ascii_mark_and_no_line_break_survives_escaping(text: str) -> None:
    bare = escape(text).replace("&#", "").replace(";", "")
    assert all(ord(sign) > 127 or sign.isalnum() or sign == " " for sign in bare)


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    assert escape("前\ud800后") == "前\ufffd后"


def test_the_short_answer_stands_out_before_its_sentence_with_its_status() -> None:
    shown = answer_html(Exchange(ASKED, TARGET), 1)
    assert shown.index("<strong>12座以上</strong>") < shown.index("badge-target") < shown.index("的目标是")
    assert "理解为" not in shown


def test_each_marker_leads_to_its_card_and_only_the_first_of_its_kind_is_named() -> None:
    twice = replace(TARGET, answer="建成12座以上[1]，深水3座[1]。")
    shown = answer_html(Exchange(ASKED, twice), 4)
    assert shown.count('href="#source-4-1"') == 2
    assert shown.count('id="marker-4-1"') == 1
    assert shown.count(">[1]</a>") == 2


def test_a_marker_without_a_citation_is_plain_text() -> None:
    shown = answer_html(Exchange(ASKED, replace(TARGET, answer="建成12座以上[1][7]。")), 1)
    assert "source-1-7" not in shown
    assert "[7]" in html.unescape(shown)


def test_a_follow_up_says_how_it_was_understood() -> None:
    assert "理解为：海塘镇去年建成多少座码头？" in answer_html(Exchange("去年呢？", FOLLOW_UP), 2)


def test_a_greeting_that_quotes_nothing_claims_no_origin() -> None:
    assert "原文" not in answer_html(Exchange("你好", replace(TARGET, answer="您好！", citations=())), 1)


def test_a_long_value_is_set_smaller() -> None:
    assert 'class="short long"' in answer_html(Exchange(ASKED, replace(TARGET, short_answer="长" * 40)), 1)


def test_not_found_says_so_before_anything_else_and_claims_no_origin() -> None:
    shown = answer_html(Exchange("海塘镇有几座机场？", NOT_FOUND), 1)
    assert 'class="answer not-found"' in shown
    assert shown.index("没有找到能证明的原文") < shown.index("收录的报道里没有机场")
    assert "摘自原文" not in shown
    assert "badge" not in shown


def test_an_answer_without_a_bare_value_still_shows_its_status() -> None:
    shown = answer_html(Exchange(ASKED, replace(TARGET, short_answer=None)), 1)
    assert 'class="kicker"' in shown
    assert 'class="short"' not in shown


def test_generated_words_are_told_apart_from_quoted_ones() -> None:
    assert "摘自原文" in answer_html(Exchange(ASKED, TARGET), 1)
    generated = answer_html(Exchange(ASKED, replace(TARGET, generator="llm:<qwen>")), 1)
    assert "由语言模型 &#60;qwen&#62; 生成" in generated


def test_what_was_written_and_not_proven_is_told() -> None:
    assert "另有 2 句没有通过核对，已删去" in answer_html(
        Exchange(ASKED, replace(TARGET, generator="llm:q", dropped=2)), 1
    )
    assert "2 句没有通过核对，没有采用" in answer_html(Exchange(ASKED, replace(TARGET, dropped=2)), 1)
    assert "没有通过核对" not in answer_html(Exchange(ASKED, TARGET), 1)


@pytest.mark.parametrize(
    ("basis", "known"), [("printed", "原文写明"), ("reckoned", "按发表日期推算"), ("published", "报道日期")]
)
def test_as_of_when_a_figure_holds_stands_under_it(basis: AsOfBasis, known: str) -> None:
    as_of = AsOf("2020年", basis, "去年" if basis != "published" else None, date(2020, 1, 1), date(2020, 12, 31))
    shown = answer_html(Exchange(ASKED, replace(TARGET, as_of=as_of, fact_status="achieved")), 1)
    assert "数据截至 2020年" in shown
    assert "所指时间 2020年" in answer_html(Exchange(ASKED, replace(TARGET, as_of=as_of)), 1)
    assert known in shown
    assert "数据截至" not in answer_html(Exchange(ASKED, TARGET), 1)


@pytest.mark.parametrize("status", get_args(FactStatus))
def test_every_status_has_a_name_and_a_meaning(status: FactStatus) -> None:
    label, meaning = CHINESE[status], STATUS_MEANING[status]
    assert label in badge_html(status)
    assert meaning in badge_html(status)


def test_no_status_no_badge() -> None:
    assert badge_html(None) == ""


def test_pieces_are_shown_as_they_come_with_the_word_that_more_is_coming() -> None:
    assert "正在查找原文" in partial_html("", 1)
    assert "海塘镇" in partial_html("海塘镇今年", 1)
    assert 'href="#source-3-1"' in partial_html("12座[1]", 3)


def test_a_question_of_a_megabyte_is_cut_for_the_eye() -> None:
    assert len(question_html("长" * 1_000_000)) < QUESTION_SHOWN + 100


@pytest.mark.parametrize(
    "shown",
    [
        question_html(ATTACK),
        notice_html(ATTACK),
        partial_html(ATTACK, 1),
        answer_html(Exchange(ATTACK, replace(TARGET, answer=ATTACK, short_answer=ATTACK)), 1),
        answer_html(Exchange("问", replace(NOT_FOUND, answer=ATTACK, standalone_question=ATTACK)), 1),
    ],
)
def test_words_from_outside_are_data(shown: str) -> None:
    for live in ("<script", "![", "\n", "*强", "$$", "`", "http://"):
        assert live not in shown
    assert "<script>alert(1)</script>" in html.unescape(shown)
