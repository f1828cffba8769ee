import logging
from collections.abc import Iterator, Sequence

import pytest

from assistant.answer import Turn
from assistant.conversations import SHOWN, Conversations, Exchange
from assistant.service import Event
from corpus.errors import GeneratorFailed
from tests.assistant.fakes import FakeTurns
from tests.ui.fakes import FOLLOW_UP, TARGET, FakeAssistant
from ui.conversation import EMPTY_QUESTION, UNEXPECTED, Moment, moments, opening, restored

ASKED = "海塘镇今年要建多少座码头？"
NONE_KEPT = Conversations()


class BrokenOff(FakeAssistant):
    """Breaks off after the first piece, as a language model may."""

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        yield next(super().stream(question, history))
        raise GeneratorFailed("语言模型在30秒内没有回应。")


def test_a_conversation_opens_with_nothing_said() -> None:
    moment = opening()
    assert (moment.messages, moment.exchanges, moment.draft) == ((), (), "")


def test_the_question_shows_at_once_then_the_pieces_then_the_answer_with_its_sources() -> None:
    seen = list(moments(FakeAssistant(), NONE_KEPT, ASKED, ()))
    assert [moment.busy for moment in seen] == [True, True, True, False]
    assert all(ASKED in moment.messages[0].html for moment in seen)
    assert "正在查找原文" in seen[0].messages[1].html
    assert "海塘镇今年的目标" in seen[1].messages[1].html
    assert "12座以上" in seen[-1].messages[1].html
    assert "<mark>" not in seen[2].sources
    assert "<mark>" in seen[-1].sources
    assert seen[-1].exchanges == (Exchange(ASKED, TARGET),)


def test_the_input_box_is_emptied_once_and_then_left_to_who_types_in_it() -> None:
    drafts = [moment.draft for moment in moments(FakeAssistant(), NONE_KEPT, ASKED, ())]
    assert drafts == ["", None, None, None]


def test_a_follow_up_is_asked_with_the_conversation_so_far() -> None:
    assistant = FakeAssistant()
    *_, last = moments(assistant, NONE_KEPT, "去年呢？", (Exchange(ASKED, TARGET),))
    assert assistant.asked == [("去年呢？", (Turn("user", ASKED), Turn("assistant", TARGET.answer)))]
    assert last.exchanges[-1] == Exchange("去年呢？", FOLLOW_UP)
    assert [message.role for message in last.messages] == ["user", "assistant", "user", "assistant"]


def test_an_answer_is_kept_and_a_page_without_the_exchanges_finds_them() -> None:
    kept = Conversations(FakeTurns())
    first = last_of(moments(FakeAssistant(), kept, ASKED, ()))
    assert first.conversation is not None
    assistant = FakeAssistant()
    second = last_of(moments(assistant, kept, "去年呢？", (), first.conversation))
    assert assistant.asked == [("去年呢？", (Turn("user", ASKED), Turn("assistant", TARGET.answer)))]
    assert second.conversation == first.conversation
    shown = restored(FakeAssistant(), kept, first.conversation)
    assert (shown.messages, shown.sources) == (second.messages, second.sources)
    assert (shown.conversation, shown.draft, shown.busy) == (first.conversation, None, False)


@pytest.mark.parametrize("conversation", [None, "", "unknown", "长" * 1_000_000, "\ud800"])
def test_an_id_of_nothing_gives_an_empty_page_and_is_let_go_of(conversation: str | None) -> None:
    moment = restored(FakeAssistant(), Conversations(FakeTurns()), conversation)
    assert (moment.messages, moment.exchanges, moment.conversation) == ((), (), None)


def test_a_second_visitor_begins_a_conversation_of_its_own() -> None:
    kept = Conversations(FakeTurns())
    one, other = (last_of(moments(FakeAssistant(), kept, ASKED, ())).conversation for _ in range(2))
    assert one is not None
    assert other not in (None, one)


def test_where_nothing_is_kept_the_visit_goes_on_as_ever() -> None:
    moment = last_of(moments(FakeAssistant(), NONE_KEPT, ASKED, ()))
    assert moment.conversation is None
    assert moment.exchanges == (Exchange(ASKED, TARGET),)


def test_an_answer_that_cannot_be_kept_is_shown_and_the_id_stays() -> None:
    turns = FakeTurns()
    kept = Conversations(turns)
    first = last_of(moments(FakeAssistant(), kept, ASKED, ()))
    turns.full = True
    second = last_of(moments(FakeAssistant(), kept, "去年呢？", first.exchanges, first.conversation))
    assert "7座" in second.messages[-1].html
    assert second.conversation == first.conversation


def test_a_long_conversation_shows_its_latest_exchanges() -> None:
    earlier = tuple(Exchange(f"第{number}问", TARGET) for number in range(SHOWN))
    shown = last_of(moments(FakeAssistant(), NONE_KEPT, ASKED, earlier)).exchanges
    assert len(shown) == SHOWN
    assert (shown[0].question, shown[-1].question) == ("第1问", ASKED)


def last_of(seen: Iterator[Moment]) -> Moment:
    *_, last = seen
    return last


@pytest.mark.parametrize("blank", ["", "  ", "\u3000\n"])
def test_an_empty_question_gets_a_hint_and_asks_nothing(blank: str) -> None:
    assistant = FakeAssistant()
    (moment,) = moments(assistant, NONE_KEPT, blank, ())
    assert moment.messages[-1].html.count(EMPTY_QUESTION[:6]) == 1
    assert (assistant.asked, moment.busy) == ([], False)


def test_a_question_that_cannot_be_used_gets_its_reason_and_is_not_lost() -> None:
    question = "长" * 1_000_000
    *_, last = moments(FakeAssistant(), NONE_KEPT, question, (Exchange(ASKED, TARGET),))
    assert "问题太长" in last.messages[-1].html
    assert last.draft == question
    assert last.exchanges == (Exchange(ASKED, TARGET),)
    assert sum(len(message.html) for message in last.messages) < 5_000


def test_a_model_that_breaks_off_leaves_a_sentence_and_the_question() -> None:
    *_, last = moments(BrokenOff(), NONE_KEPT, ASKED, ())
    assert "语言模型在30秒内没有回应" in last.messages[-1].html
    assert (last.draft, last.busy, last.exchanges) == (ASKED, False, ())


def test_an_unforeseen_error_is_logged_and_shown_without_its_inside(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        *_, last = moments(FakeAssistant({}), NONE_KEPT, ASKED, ())
    assert UNEXPECTED[:6] in last.messages[-1].html
    assert "KeyError" not in last.messages[-1].html
    assert last.draft == ASKED
    assert "KeyError" in caplog.text
