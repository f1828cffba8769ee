import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions import asked_nouns, interrogatives
from assistant.questions.asked_nouns import NounRule
from assistant.questions.interrogatives import AnswerKind, AskingRule
from assistant.questions.question import asks, read_question
from corpus.quantities import quantities

DATA = Path(os.environ.get("WENJU_DEV_DATA", "../shared")) / "data" / "questions.jsonl"


@pytest.mark.parametrize("rule", interrogatives.RULES, ids=lambda rule: rule.example)
def test_every_asking_rule_reads_its_example(rule: AskingRule) -> None:
    assert rule.pattern.search(rule.example)
    assert read_question(rule.example).kind == rule.kind


@pytest.mark.parametrize("rule", asked_nouns.RULES, ids=lambda rule: rule.example)
def test_every_noun_rule_reads_its_example(rule: NounRule) -> None:
    assert read_question(rule.example).kind == rule.kind


@pytest.mark.parametrize(
    ("text", "kind", "unit", "asked"),
    [
        ("请问全市今年要建多少家智能工厂？", "count", "家", "智能工厂"),
        ("参展的有几个国家", "count", "个", "国家"),
        ("新桥一共几座桥墩", "count", "座", "桥墩"),
        ("谁知道门票多少钱", "money", None, "门票"),
        ("贷款余额有多少亿美元？", "money", "美元", "贷款余额"),
        ("电影上映三天票房多少", "money", None, "票房"),
        ("出口同比增长多少？", "percent", None, "出口同比增长"),
        ("利率降了几个百分点", "percent", "个百分点", ""),
        ("大桥有多长", "measure", None, "大桥"),
        ("仓库能放多少吨粮食", "measure", "吨", "粮食"),
        ("他多大年纪", "measure", None, ""),
        ("大桥啥时候通车", "date", None, "通车"),
        ("几号开学", "date", None, "开学"),
        ("工期要多久", "period", None, "工期"),
        ("修这条路花了几年", "period", "年", ""),
        ("新任董事长是谁？", "person", None, "新任董事长"),
        ("哪位院士做了报告", "person", None, ""),
        ("大桥是哪家公司承建的", "organisation", None, "公司"),
        ("展会在哪个城市举办", "place", None, "城市"),
        ("厂房建在哪儿", "place", None, ""),
        ("新车叫啥名字", "name", None, "新车"),
        ("推出了什么产品？", "name", None, "产品"),
        ("入围的企业有哪些", "list", None, "企业"),
        ("工厂是不是停工了", "yesno", None, ""),
        ("为啥停工", "reason", None, ""),
        ("怎么报名", "other", None, ""),
    ],
)
def test_what_is_asked(text: str, kind: AnswerKind, unit: str | None, asked: str) -> None:
    question = read_question(text)
    assert (question.kind, question.unit) == (kind, unit)
    assert question.asked.startswith(asked)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("江城 展会 参展 商户数量", "count"),
        ("江城 新桥 总投资", "money"),
        ("江城 新桥 长度", "measure"),
        ("江城 出口 增速", "percent"),
        ("江城 新桥 通车 时间", "date"),
        ("江城 新桥 工期", "period"),
        ("江城 大学 校长", "person"),
        ("江城 展会 地点", "place"),
        ("江城 工厂 停工 原因", "reason"),
        ("江城 热电厂 装机 兆瓦", "measure"),
        ("江城 老城 改造", "other"),
    ],
)
def test_rows_of_keywords(text: str, kind: AnswerKind) -> None:
    assert read_question(text).kind == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("哪6项工程开工", 6),
        ("哪三家企业入围？", 3),
        ("哪十二个区达标", 12),
        ("这4家企业分别是哪些", 4),
        ("有哪些工程开工", None),
        ("哪几家企业入围", None),
    ],
)
def test_the_printed_count_of_a_list(text: str, expected: int | None) -> None:
    question = read_question(text)
    assert (question.kind, question.expected) == ("list", expected)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("请问江城要建多少家智能工厂？谢谢", "江城要建 智能工厂"),
        ("你知道新桥在哪里吗？", "新桥"),
        ("江城 新桥 长度", "江城 新桥 长度"),
    ],
)
def test_the_content_is_what_remains(text: str, content: str) -> None:
    assert read_question(text).content == content


@pytest.mark.parametrize(
    ("text", "before", "behind", "asked"),
    [
        ("哪家企业承建了跨海隧道？", "", "企业承建了跨海隧道", "企业"),
        ("隧道由哪家公司承建的", "隧道由", "公司承建的", "公司"),
        ("新桥有哪6项配套工程？", "新桥有", "配套工程", "配套工程"),
        ("去年建成多少座码头？", "去年建成", "码头", "码头"),
    ],
)
def test_no_word_is_cut_where_the_words_that_ask_end(text: str, before: str, behind: str, asked: str) -> None:
    question = read_question(text)
    assert (question.before, question.behind, question.asked) == (before, behind, asked)


def test_the_last_interrogative_asks() -> None:
    assert read_question("有几个人被举报，是谁开会说清楚的").kind == "person"
    assert read_question("谁偷了车，车值多少钱").kind == "money"


def test_asking_needs_a_word_that_asks() -> None:
    assert asks("谁承建")
    assert not asks("那江城呢")


@given(st.text())
def test_any_text_is_a_question_of_some_kind(text: str) -> None:
    question = read_question(text)
    assert question.text == text
    assert question.expected is None or question.kind == "list"


@pytest.mark.data
def test_the_kind_fits_the_shape_of_the_answer() -> None:
    if not DATA.exists():
        pytest.skip("development questions not here")
    items = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    fits = [read_question(item["question"]).kind == kind for item in items if (kind := _shape(item["answer"]))]
    assert len(fits) > 1000
    assert sum(fits) / len(fits) > 0.72


def _shape(answer: str) -> str | None:
    found = quantities(answer)
    return found[0].kind if len(found) == 1 and len(found[0].text) == len(answer) else None


def test_reading_takes_less_than_a_millisecond() -> None:
    questions = [f"请问江城{year}年要建多少家智能工厂？" for year in range(1900, 2200)]
    read_question(questions[0])
    started = time.process_time()
    for question in questions:
        read_question(question)
    assert (time.process_time() - started) / len(questions) < 0.001
