from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import ANSWER_LENGTH, SHORT_LENGTH, Answer, AsOf, OtherValue, Turn
from assistant.service import QUESTION_LENGTH, Assistant, Finished, Piece
from corpus.article import Article
from corpus.errors import BadQuestion
from index.passage import Filters
from tests.assistant.fakes import ARTICLES, BRIDGE, FACTORIES, FakeLibrary, ScriptedGenerator

LIBRARY = FakeLibrary()
ASSISTANT = Assistant(LIBRARY, LIBRARY)


def prove(answer: Answer, library: FakeLibrary = LIBRARY) -> None:
    for number, citation in enumerate(answer.citations, 1):
        article = library.article(citation.document_id)
        assert article is not None
        assert citation.quote
        assert article.text[citation.start : citation.end] == citation.quote
        assert citation.version == article.version
        assert citation.url == f"/articles/{article.id}@{article.version}#{citation.start}-{citation.end}"
        assert citation.marker == number
        assert f"[{number}]" in answer.answer
    assert len(answer.answer) <= ANSWER_LENGTH
    assert len(answer.short_answer or "") <= SHORT_LENGTH


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("东湖市今年要建设多少家市级智能工厂？", "150家以上"),
        ("东湖市去年建成智能工厂多少家？", "86家"),
        ("跨湖大桥全长多少公里？", "3.2公里"),
        ("跨湖大桥由哪家公司承建？", "中昌路桥集团"),
        ("跨湖大桥什么时候通车？", "8月3日"),
        ("南山小学的校长是谁？", "林若兰"),
    ],
)
def test_a_fact_is_answered_with_its_bare_value_and_quoted(question: str, short: str) -> None:
    answer = ASSISTANT.ask(question)
    prove(answer)
    assert answer.status == "answered"
    assert answer.short_answer == short
    assert short in answer.citations[0].quote
    assert answer.generator == "extractive"
    assert 0 <= answer.confidence <= 1
    assert answer.took_ms > 0


def test_the_address_of_a_citation_holds_any_id() -> None:
    odd = replace(BRIDGE, id="湖/大桥#1?")
    library = FakeLibrary([odd])
    (citation, *_) = Assistant(library, library).ask("跨湖大桥全长多少公里？").citations
    path, _, fragment = citation.url.partition("#")
    assert unquote(path) == f"/articles/{odd.id}@{odd.version}"
    assert path.isascii()
    assert fragment == f"{citation.start}-{citation.end}"


def test_a_target_is_told_from_what_is_achieved() -> None:
    assert ASSISTANT.ask("东湖市今年要建设多少家市级智能工厂？").fact_status == "target"
    assert ASSISTANT.ask("东湖市去年建成智能工厂多少家？").fact_status == "achieved"


def test_a_relative_date_is_said_in_full() -> None:
    answer = ASSISTANT.ask("东湖市去年建成智能工厂多少家？")
    assert answer.as_of == AsOf("2020年", "reckoned", "去年", date(2020, 1, 1), date(2020, 12, 31))
    assert "（“去年”指2020年，按发表日期2021-03-02推算）" in answer.answer


def test_the_newer_of_two_values_answers_and_the_older_is_named() -> None:
    longer = replace(BRIDGE, id="plan", text="跨湖大桥全长3.6公里。", title="跨湖大桥开工", published=date(2020, 8, 4))
    library = FakeLibrary((BRIDGE, longer))
    answer = Assistant(library, library).ask("跨湖大桥全长多少公里？")
    prove(answer, library)
    assert answer.short_answer == "3.2公里"
    assert "2020-08-04另有报道为3.6公里[2]。" in answer.answer
    assert answer.other_values == (OtherValue("3.6公里", 2, date(2020, 8, 4), superseded=True),)


def test_a_list_is_given_whole_and_in_order() -> None:
    answer = ASSISTANT.ask("入围首批名单的是哪4家企业？")
    prove(answer)
    assert "晨光电器、海蓝纺织、飞跃机械和远山食品" in answer.answer


@pytest.mark.parametrize("question", ["月球基地的氧气储量是多少吨？"])
def test_what_no_article_says_is_refused_and_the_nearest_thing_named(question: str) -> None:
    answer = ASSISTANT.ask(question)
    prove(answer)
    assert answer.status == "not_found"
    assert answer.short_answer is None
    assert answer.fact_status is None
    assert answer.answer.startswith("没有找到")


def test_the_place_that_no_article_tells_of_is_named() -> None:
    answer = ASSISTANT.ask("杭州的跨湖大桥2031年收了多少过桥费？")
    prove(answer)
    assert answer.status == "not_found"
    assert "杭州" in answer.answer


def test_a_follow_up_on_another_city_is_not_answered_with_the_first() -> None:
    library = FakeLibrary(
        [Article(id="signed", title="宁波联通签约", text="宁波联通今年已与5家企业签约，计划年内再建3家智能工厂。")]
    )
    earlier = (Turn("user", "宁波联通今年与多少家企业签约？"), Turn("assistant", "宁波联通今年已与5家企业签约。[1]"))
    answer = Assistant(library, library).ask("杭州要建多少家？", earlier)
    assert "宁波" in answer.standalone_question
    assert (answer.status, answer.confidence) == ("not_found", 0.0)


def test_with_no_article_at_all_there_is_nothing_to_name() -> None:
    empty = FakeLibrary(())
    answer = Assistant(empty, empty).ask("跨湖大桥全长多少公里？")
    assert (answer.status, answer.citations, answer.confidence) == ("not_found", (), 0.0)


def test_an_article_deleted_after_the_search_is_not_quoted() -> None:
    library = FakeLibrary()
    library.delete("bridge")
    answer = Assistant(library, library).ask("跨湖大桥全长多少公里？")
    assert all(citation.document_id != "bridge" for citation in answer.citations)


def test_filters_narrow_what_may_answer() -> None:
    answer = ASSISTANT.ask("跨湖大桥全长多少公里？", filters=Filters(sources=frozenset({"东湖日报"})))
    assert all(citation.source == "东湖日报" for citation in answer.citations)


def test_a_follow_up_is_written_out_from_the_history() -> None:
    history = (Turn("user", "跨湖大桥全长多少公里？"), Turn("assistant", "3.2公里"))
    answer = ASSISTANT.ask("总投资呢？", history)
    assert "大桥" in answer.standalone_question
    assert answer.short_answer == "5.6亿元"


def test_small_talk_gets_a_friendly_word_and_no_citation() -> None:
    answer = ASSISTANT.ask("你好！")
    assert answer.status == "answered"
    assert answer.citations == ()
    assert answer.short_answer is None


def test_who_asks_how_much_is_collected_gets_the_number() -> None:
    class Counted:
        def count(self) -> int:
            return 3

    answer = Assistant(LIBRARY, LIBRARY, collection=Counted()).ask("你收录了多少篇文章？")
    assert (answer.status, answer.citations) == ("answered", ())
    assert "3篇" in answer.answer


def test_a_lone_word_goes_on_from_an_earlier_question_only() -> None:
    history = (Turn("user", "跨湖大桥什么时候通车？"), Turn("assistant", "8月3日"))
    assert ASSISTANT.ask("为什么？").standalone_question == "为什么？"
    assert "大桥" in ASSISTANT.ask("为什么？", history).standalone_question


@pytest.mark.parametrize("question", ["", "  \n ", "问" * (QUESTION_LENGTH + 1)])
def test_a_question_that_cannot_be_asked_says_why(question: str) -> None:
    with pytest.raises(BadQuestion, match="问题"):
        ASSISTANT.ask(question)


def test_the_longest_question_is_still_answered() -> None:
    prove(ASSISTANT.ask("跨湖大桥全长多少公里" * (QUESTION_LENGTH // 10)))


@pytest.mark.parametrize("question", ["你好", "跨湖大桥全长多少公里？", "月球基地的氧气储量是多少吨？"])
def test_the_pieces_joined_are_the_answer(question: str) -> None:
    *pieces, last = ASSISTANT.stream(question)
    assert isinstance(last, Finished)
    assert all(isinstance(piece, Piece) for piece in pieces)
    assert "".join(piece.text for piece in pieces if isinstance(piece, Piece)) == last.answer.answer


class TestWithALanguageModel:
    question = "跨湖大桥全长多少公里？"

    def test_what_it_writes_and_proves_is_the_answer(self) -> None:
        answer = self.ask(ScriptedGenerator("跨湖大桥全长3.2公里。", "[1]总投资5.6亿元。[1]"))
        assert answer.answer == "跨湖大桥全长3.2公里。[1]总投资5.6亿元。[2]"
        assert answer.generator == "llm:script"
        assert answer.short_answer == "3.2公里"

    def test_what_it_does_not_prove_is_left_out(self) -> None:
        answer = self.ask(ScriptedGenerator("大桥全长3.2公里。[1]大桥全长32公里。[1]大桥很美。"))
        assert answer.answer == "大桥全长3.2公里。[1]"

    @pytest.mark.parametrize(
        "generator",
        [
            ScriptedGenerator(),
            ScriptedGenerator(failing=True),
            ScriptedGenerator("全长99公里。[1]"),
            ScriptedGenerator("[7]"),
        ],
    )
    def test_when_it_proves_nothing_the_articles_are_quoted(self, generator: ScriptedGenerator) -> None:
        answer = self.ask(generator)
        assert answer.generator == "extractive"
        assert "3.2公里" in answer.answer

    def test_what_it_does_not_prove_is_counted_whoever_answers(self) -> None:
        assert self.ask(ScriptedGenerator("大桥全长3.2公里。[1]大桥全长32公里。[1]大桥很美。")).dropped == 2
        refused = self.ask(ScriptedGenerator("大桥全长32公里。[1]"))
        assert (refused.generator, refused.dropped) == ("extractive", 1)
        assert self.ask(ScriptedGenerator("没有找到。")).dropped == 0

    def test_without_the_value_that_was_asked_for_the_articles_are_quoted(self) -> None:
        answer = self.ask(ScriptedGenerator("跨湖大桥8月3日通车。[1]大桥全长99公里。[1]"))
        assert answer.generator == "extractive"
        assert answer.short_answer == "3.2公里"
        assert "3.2公里" in answer.answer

    def test_a_failure_is_one_warning(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level("WARNING")
        self.ask(ScriptedGenerator(failing=True))
        assert caplog.messages == ["语言模型没有回应"]

    def test_it_is_told_the_question_written_out_and_nothing_of_the_history(self) -> None:
        generator = ScriptedGenerator("总投资5.6亿元。[1]")
        history = (Turn("user", "跨湖大桥全长多少公里？"), Turn("assistant", "3.2公里，密语"))
        answer = Assistant(LIBRARY, LIBRARY, generator).ask("总投资呢？", history)
        assert generator.asked == [answer.standalone_question]
        assert "密语" not in answer.standalone_question
        assert len(generator.shown[0]) <= 8

    def test_what_it_proved_before_it_failed_stands(self) -> None:
        answer = self.ask(ScriptedGenerator("大桥全长3.2公里。[1]", "另外", failing=True))
        assert answer.answer == "大桥全长3.2公里。[1]"

    def test_it_is_not_asked_when_quotes_are_wanted_or_nothing_answers(self) -> None:
        generator = ScriptedGenerator("大桥全长3.2公里。[1]")
        assistant = Assistant(LIBRARY, LIBRARY, generator)
        assert assistant.ask(self.question, generator="extractive").generator == "extractive"
        assert assistant.ask("月球基地的氧气储量是多少吨？").status == "not_found"
        assert generator.shown == []

    def test_its_answer_ends_where_an_answer_must(self) -> None:
        answer = self.ask(ScriptedGenerator(*["大桥全长3.2公里。[1]"] * 60))
        assert len(answer.answer) <= ANSWER_LENGTH

    def ask(self, generator: ScriptedGenerator) -> Answer:
        answer = Assistant(LIBRARY, LIBRARY, generator).ask(self.question)
        prove(answer)
        return answer


def _questions() -> Iterator[str]:
    for article in ARTICLES:
        yield from article.text.split("。")


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=200) | st.sampled_from(sorted(filter(None, _questions()))))
def test_whatever_is_asked_what_is_quoted_is_printed(question: str) -> None:
    if question.strip():
        prove(ASSISTANT.ask(question))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="，。；、甲乙3家年\n “”", max_size=900))
def test_whatever_is_printed_it_is_quoted_to_the_letter(text: str) -> None:
    article = Article(id="any", title="任意", text=text.strip())
    library = FakeLibrary((article, BRIDGE, FACTORIES))
    prove(Assistant(library, library).ask("甲乙3家有多少年？"), library)
