from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.extraction import features
from assistant.extraction.evidence import Candidate, sources
from assistant.extraction.extract import Finding
from assistant.reading.window import NOTHING_READ
from assistant.writing.missing import Missing, missing
from corpus.article import Article
from index.passage import Hit
from index.passages import passages
from tests.assistant.fakes import ARTICLES, FakeLibrary

PLAN = Article(
    "plan",
    "宁波公布工厂目标",
    "宁波今年将建智能工厂150家以上。国家开发银行提供贷款5亿元，康赛妮等企业入围。2021年已建成86家。",
    "柳湾晚报",
    date(2022, 5, 6),
)
HANGZHOU = Article("hangzhou", "杭州新馆", "杭州的新图书馆昨日开馆，馆长王若水主持。", None, None)


def lead(question: str, article: Article = PLAN, said: str = "宁波今年将建智能工厂150家以上。") -> str | None:
    found = lacking(question, article, said)
    return found.lead if found else None


def lacking(question: str, article: Article = PLAN, said: str = "宁波今年将建智能工厂150家以上。") -> Missing | None:
    library = FakeLibrary((article, HANGZHOU, *ARTICLES))
    hit = Hit(passages(article)[0], article.title, article.source, article.published, 0.5, 0.5, 0.5)
    (source,) = sources([hit], library, 1)
    opened = sources(library.search(question, 9), library, 9)
    start = article.text.index(said)
    row = np.zeros(len(features.NAMES), np.float32)
    finding = Finding(Candidate(source, 0, 0), start, start + len(said), 1.0, row, NOTHING_READ, 0.0, None)
    return missing(question, [finding], opened, library)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("杭州今年要建多少家智能工厂？", "没有找到杭州的这项数据；最接近的原文提到的是宁波："),
        ("杭州在哪里建智能工厂？", "没有找到关于杭州的答案；最接近的原文提到的是宁波："),
        ("宁波2019年建成多少家智能工厂？", "没有找到2019年的这项数据；最接近的原文是："),
        ("宁波8月建成多少家智能工厂？", "没有找到8月的这项数据；最接近的原文是："),
        ("王若水在宁波建了多少家智能工厂？", "没有找到答案，最接近的原文没有提到“王若水”："),
        ("宁波智能工厂的年利率是多少？", "没有找到提到“年利率”的报道；最接近的原文是："),
        ("宁波的《海边的灯》卖了多少本？", "没有找到提到《海边的灯》的报道；最接近的原文是："),
    ],
)
def test_what_is_missing_is_named(question: str, said: str) -> None:
    assert lead(question) == said


@pytest.mark.parametrize(
    "question",
    [
        "宁波今年要建多少家智能工厂？",
        "甬城今年要建多少家智能工厂？",
        "宁波市2022年要建多少家智能工廠？",
        "宁波2021年建成多少家智能工厂？",
        "国开行提供多少贷款？",
        "康赛妮集团有限公司有多少智能工厂？",
        "全国有多少家智能工厂？",
        "为什么？",
    ],
)
def test_where_nothing_is_certain_nothing_is_said(question: str) -> None:
    assert lead(question) is None


def test_a_name_is_missed_more_than_a_place_and_a_place_more_than_a_time() -> None:
    assert [
        found.kind
        for question in (
            "王若水2019年在杭州建了多少家？",
            "2019年杭州建了多少家？",
            "2019年宁波借了多少利息？",
            "宁波的利息是多少？",
        )
        if (found := lacking(question))
    ] == ["name", "place", "time", "noun"]


def test_the_year_that_the_quote_names_stands_against_the_one_asked() -> None:
    said = "没有找到2019年的这项数据；最接近的原文提到的是2021年："
    assert lead("宁波2019年建成多少家智能工厂？", PLAN, "2021年已建成86家。") == said


def test_of_an_undated_article_only_what_is_written_is_denied() -> None:
    undated = replace(PLAN, published=None)
    assert lead("宁波2019年建成多少家智能工厂？", undated) == "没有找到写明是2019年的答案；最接近的原文是："


def test_of_several_places_none_is_called_the_nearest() -> None:
    article = replace(PLAN, text="宁波和上海今年将建智能工厂150家以上。")
    assert lead("杭州今年要建多少家智能工厂？", article, article.text) == "没有找到杭州的这项数据；最接近的原文是："


def test_where_nothing_is_near_only_a_name_that_no_article_holds_is_denied() -> None:
    unknown, known = lacking("《海边的灯》卖了多少本？"), lacking("王若水建了多少家？")
    assert unknown is not None
    assert known is not None
    assert unknown.alone == "没有找到提到《海边的灯》的报道，请核对写法，或换个说法再问。"
    assert known.alone is None


def test_a_common_noun_needs_other_words_rather_than_another_spelling() -> None:
    assert Missing("noun", "年利率", held=False, figure=True).alone == "没有找到提到“年利率”的报道，请换个说法再问。"


def test_without_a_finding_nothing_is_compared() -> None:
    assert missing("杭州今年要建多少家智能工厂？", [], [], FakeLibrary()) is None


@settings(deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["杭州", "2019年", "王若水", "《灯》", "公司", "多少", "的", "？"])).map("".join)
)
def test_whatever_is_asked_the_lead_is_short_and_names_what_was_asked(question: str) -> None:
    found = lacking(question)
    if found:
        assert found.text in question
        assert found.lead.startswith("没有找到")
        assert len(found.lead) < 90
