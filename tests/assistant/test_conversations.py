"""Conversations: what is kept comes back equal, a follow-up knows what was asked, nobody guesses an id."""

import logging
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Turn
from assistant.conversations import SHOWN, Conversations, Exchange, answer_of, answer_text, history
from assistant.dialogue.followup import standalone
from assistant.service import Assistant
from index.store.stored import KeptTurn
from tests.assistant.fakes import FakeLibrary, FakeTurns

LIBRARY = FakeLibrary()
ASSISTANT = Assistant(LIBRARY, LIBRARY)
QUESTION = "跨湖大桥全长多少公里？"
ANSWER = ASSISTANT.ask(QUESTION)

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
CITATIONS = st.builds(
    Citation,
    *(st.integers(1, 99), WORDS, WORDS, WORDS, st.none() | WORDS, st.none() | st.dates(), WORDS),
    *(st.integers(0), st.integers(0), WORDS),
)
ANSWERS = st.builds(
    Answer,
    *(WORDS, st.sampled_from(["answered", "not_found"]), WORDS, st.none() | WORDS, WORDS),
    *(st.lists(CITATIONS, max_size=3).map(tuple), NUMBERS, WORDS, NUMBERS, st.sampled_from([None, "target"])),
)


@given(answer=ANSWERS)
def test_an_answer_comes_back_equal(answer: Answer) -> None:
    assert answer_of(answer_text(answer)) == answer


def test_a_real_answer_comes_back_equal_with_types() -> None:
    (citation, *_) = answer_of(answer_text(ANSWER)).citations
    assert isinstance(citation, Citation)
    assert isinstance(citation.published, date)
    assert [type(getattr(citation, field.name)) for field in fields(citation)] == [
        type(getattr(ANSWER.citations[0], field.name)) for field in fields(citation)
    ]


def test_turns_are_kept_under_one_id_with_the_time() -> None:
    kept = Conversations(FakeTurns())
    before = datetime.now(UTC)
    conversation = kept.keep(QUESTION, ANSWER)
    assert conversation is not None
    assert kept.keep("总投资呢？", ANSWER, conversation) == conversation
    found = kept.find(conversation)
    assert found is not None
    assert [(each.question, each.answer) for each in found.exchanges] == [(QUESTION, ANSWER), ("总投资呢？", ANSWER)]
    assert all(each.created and before <= each.created <= datetime.now(UTC) for each in found.exchanges)
    assert len(kept.find(conversation, latest=1).exchanges) == 1  # type: ignore[union-attr]


def test_ids_cannot_be_guessed() -> None:
    kept = Conversations(FakeTurns())
    ids = {kept.keep(QUESTION, ANSWER) for _ in range(50)}
    assert len(ids) == 50
    assert all(name and len(name) >= 22 for name in ids)  # 128 random bits


def test_the_latest_are_shown_of_a_long_conversation() -> None:
    turns = FakeTurns()
    turns.kept["long"] = [KeptTurn(f"第{number}问", answer_text(ANSWER), datetime.now(UTC)) for number in range(250)]
    found = Conversations(turns).find("long")
    assert found is not None
    assert len(found.exchanges) == SHOWN
    assert found.exchanges[-1].question == "第249问"


@pytest.mark.parametrize("conversation", ["", "unknown", "\ud800", "'; --", "长" * 1_000])
def test_an_unknown_id_is_of_nothing(conversation: str) -> None:
    kept = Conversations(FakeTurns())
    kept.keep(QUESTION, ANSWER)
    assert kept.find(conversation) is None
    assert not kept.forget(conversation)
    assert kept.keep(QUESTION, ANSWER, conversation) is None


def test_what_was_forgotten_is_gone_and_is_not_gone_on_with() -> None:
    kept = Conversations(FakeTurns())
    conversation = kept.keep(QUESTION, ANSWER)
    assert conversation is not None
    assert kept.forget(conversation)
    assert kept.find(conversation) is None
    assert kept.keep(QUESTION, ANSWER, conversation) is None


def test_what_nobody_went_on_with_expires() -> None:
    turns = FakeTurns()
    kept = Conversations(turns)
    turns.kept["old"] = [KeptTurn(QUESTION, answer_text(ANSWER), datetime.now(UTC) - timedelta(days=91))]
    turns.kept["new"] = [KeptTurn(QUESTION, answer_text(ANSWER), datetime.now(UTC) - timedelta(days=89))]
    assert kept.expire(timedelta(days=90)) == 1
    assert list(turns.kept) == ["new"]


@pytest.mark.parametrize("store", [None, FakeTurns(writable=False)])
def test_without_a_store_to_write_to_nothing_is_kept(store: FakeTurns | None) -> None:
    kept = Conversations(store)
    assert kept.keep(QUESTION, ANSWER) is None
    assert kept.find("any") is None
    assert not kept.forget("any")
    assert kept.expire(timedelta(0)) == 0


def test_what_cannot_be_kept_is_logged_and_no_error(caplog: pytest.LogCaptureFixture) -> None:
    turns = FakeTurns()
    turns.full = True
    assert Conversations(turns).keep(QUESTION, ANSWER) is None
    assert "磁盘满了" in caplog.text


def test_an_answer_that_cannot_be_read_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    turns = FakeTurns()
    now = datetime.now(UTC)
    turns.kept["a"] = [KeptTurn("坏", "{}", now), KeptTurn(QUESTION, answer_text(ANSWER), now)]
    with caplog.at_level(logging.WARNING):
        found = Conversations(turns).find("a")
    assert found is not None
    assert [each.question for each in found.exchanges] == [QUESTION]
    assert "读不出来" in caplog.text


CONVERSATIONS = (
    ("跨湖大桥全长多少公里？", "总投资呢？", "由谁承建？", "谢谢", "什么时候通车的？"),
    ("东湖市今年要建设多少家市级智能工厂？", "省级的呢？", "去年呢？", "南山小学的校长是谁？", "她怎么说？"),
    ("你好", "南山小学招收了多少新生？", "校舍多大？", "开了哪些课程？"),
)


@pytest.mark.parametrize("questions", CONVERSATIONS)
def test_a_follow_up_is_written_out_from_what_is_kept_as_from_everything_said(questions: Sequence[str]) -> None:
    exchanges: list[Exchange] = []
    said: list[Turn] = []
    for question in questions:
        assert standalone(question, history(exchanges)) == standalone(question, said)
        answer = ASSISTANT.ask(question, history(exchanges))
        exchanges.append(Exchange(question, answer))
        said += [Turn("user", question), Turn("assistant", answer.answer)]


def test_a_long_conversation_gives_no_more_to_read_than_a_short_one() -> None:
    short = history([Exchange(QUESTION, ANSWER)])
    assert short == (Turn("user", QUESTION), Turn("assistant", ANSWER.answer))
    assert history([Exchange("你好", ANSWER), *[Exchange(QUESTION, ANSWER)] * 200, Exchange("谢谢", ANSWER)]) == short
    assert history([Exchange("你好", ANSWER)]) == history([]) == ()
