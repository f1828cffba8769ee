"""The bundled articles: a question set of their own, and the examples of the chat."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.evaluation.evaluate import Score, score
from assistant.evaluation.questionset import read_set
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.startup import assistant_over, open_filled
from index.library import Library
from ui.app import EXAMPLES

QUESTIONS = Path(__file__).with_name("bundled.jsonl")
# Shares that must be reached, some below what is measured: one question more or less is chance.
FLOORS = {
    ("factoid", "answer"): 0.9,
    ("factoid", "short"): 0.8,
    ("factoid", "hit@1"): 0.9,
    ("paraphrase", "hit@10"): 0.9,
    ("list", "answer"): 0.8,
    ("followup", "hit@10"): 0.9,
    ("unanswerable", "refused"): 0.5,
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_filled(Settings(data=tmp_path_factory.mktemp("bundled") / "data")) as library:
        yield library


@pytest.fixture(scope="module")
def assistant(library: Library) -> Assistant:
    return assistant_over(library, Settings())


@pytest.fixture(scope="module")
def scores(assistant: Assistant, library: Library) -> tuple[Score, ...]:
    return tuple(score(item, assistant, library.retriever, library) for item in read_set(QUESTIONS))


@pytest.mark.parametrize(("kind", "figure"), FLOORS)
def test_enough_is_right(scores: tuple[Score, ...], kind: str, figure: str) -> None:
    own = [one.figures[figure] for one in scores if one.item.kind == kind]
    assert sum(own) / len(own) >= FLOORS[kind, figure]


def test_every_quote_is_proven_to_the_letter(scores: tuple[Score, ...]) -> None:
    proofs = [proof for one in scores for proof in one.proofs]
    assert len(proofs) > len(scores) / 2
    assert all(proofs)
    assert not [one.error for one in scores if one.error]


@pytest.mark.parametrize("question", [question for _, questions in EXAMPLES for question in questions])
def test_the_examples_of_the_chat_are_answered(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.citations
