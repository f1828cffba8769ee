import html
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.conversations import Exchange
from corpus.article import Article
from index.passage import Reprint
from tests.ui.fakes import DOCK, FOLLOW_UP, LOAN, MARKUP, NOT_FOUND, TARGET, FakeArticles, cite
from ui.sources import CONTEXT_LENGTH, context_of, reference, sources_html

FIND = FakeArticles().article
ASKED = Exchange("海塘镇今年要建多少座码头？", TARGET)


@given(st.text(min_size=1), st.data())
def test_context_is_a_stretch_of_the_article_around_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = Article(id="a", title="题", text=text)
    citation = replace(cite(article, text), quote=text[start:end], start=start, end=end)
    context = context_of(citation, article)
    stretch = context.before + context.quote + context.after
    assert context.quote == text[start:end]
    assert text[start - len(context.before) :].startswith(stretch)
    assert max(len(context.before), len(context.after)) <= CONTEXT_LENGTH
    assert context.cut_before == (start > CONTEXT_LENGTH)
    assert context.cut_after == (len(text) - end > CONTEXT_LENGTH)


def test_a_deleted_article_leaves_the_quote_alone() -> None:
    context = context_of(TARGET.citations[0], None)
    assert (context.before, context.after) == ("", "")
    assert context.quote == TARGET.citations[0].quote


def test_the_card_of_a_deleted_article_says_so() -> None:
    shown = sources_html((ASKED,), lambda *_: None)
    assert "这篇文章后来删除了" in shown
    assert f"<mark>{TARGET.citations[0].quote}</mark>" in shown
    assert "删除" not in sources_html((ASKED,), FIND)


def test_an_article_that_does_not_hold_the_quote_lends_it_no_context() -> None:
    assert context_of(TARGET.citations[0], LOAN).before == ""


def test_a_card_shows_outlet_date_title_status_and_the_marked_quote() -> None:
    shown = sources_html([ASKED], FIND)
    assert 'id="source-1-1"' in shown
    assert "海塘日报" in shown
    assert '<time datetime="2023-04-12">2023年4月12日</time>' in shown
    assert DOCK.title in shown
    assert ">目标</span>" in shown
    assert f"<mark>{TARGET.citations[0].quote}</mark>" in shown
    assert "海塘镇近日召开推进会。&#10;<mark>" in shown
    assert html.unescape(shown).count(f'href="{TARGET.citations[0].url}"') == 1


def test_only_the_quote_of_the_fact_given_bears_its_status() -> None:
    second = cite(DOCK, "去年，镇上已建成码头7座。", 2)
    shown = sources_html([Exchange("问", replace(TARGET, citations=(*TARGET.citations, second)))], FIND)
    assert shown.count("badge") == shown.split('id="source-1-2"')[0].count("badge") > 0


def test_what_the_source_does_not_tell_is_said() -> None:
    bare = replace(TARGET, citations=(replace(TARGET.citations[0], source=None, published=None),))
    shown = sources_html([Exchange("问", bare)], FIND)
    assert "来源未注明" in shown
    assert "<time>日期未注明</time>" in shown


def test_who_else_prints_it_is_one_line_and_data() -> None:
    copies = tuple(Reprint(name, "v", "题", name, None) for name in ("<b>甲报</b>", "乙网", "丙报", "丁报"))
    told = replace(TARGET, citations=(replace(TARGET.citations[0], reprints=copies),))
    shown = sources_html([Exchange("问", told)], FIND)
    (line,) = re.findall(r'<p class="reprints">(.*?)</p>', shown)
    assert html.unescape(line) == "另有 4 家刊载：<b>甲报</b>、乙网、丙报等"
    assert "<b>" not in line
    assert 'class="reprints"' not in sources_html([ASKED], FIND)


def test_the_nearest_thing_is_marked_as_no_answer() -> None:
    shown = sources_html([Exchange("海塘镇有几座机场？", NOT_FOUND)], FIND)
    assert shown.index("不是答案") < shown.index("海塘金融")
    assert 'class="cards not-found"' in shown


def test_the_newest_sources_come_first_and_the_earlier_ones_stay_in_reach() -> None:
    shown = sources_html([ASKED, Exchange("去年呢？", FOLLOW_UP)], FIND)
    assert shown.index("source-2-1") < shown.index("<details") < shown.index("source-1-1")
    assert f"<summary>{ASKED.question}</summary>" in shown


def test_an_answer_without_sources_says_so() -> None:
    assert "没有引用原文" in sources_html([Exchange("你好", replace(NOT_FOUND, citations=()))], FIND)


def test_before_the_first_question_the_panel_says_what_it_is_for() -> None:
    assert "一字不差的引文" in sources_html([], FIND)


def test_a_hostile_article_is_shown_to_the_letter_and_does_nothing() -> None:
    answer = replace(TARGET, citations=(cite(MARKUP, MARKUP.text[5:60]),))
    shown = sources_html([Exchange("问", answer)], FIND)
    for live in ("<script", "<img", "<b>", "![", "\n", "http://", "`"):
        assert live not in shown
    assert f"<mark>{MARKUP.text[5:60]}</mark>" in html.unescape(shown)


def test_a_copied_quote_carries_its_source() -> None:
    citation = cite(LOAN, "贷款2.4亿元")
    assert reference(citation) == "“贷款2.4亿元”（海塘金融，日期未注明，《海塘农商行支持渔港改造》）"
