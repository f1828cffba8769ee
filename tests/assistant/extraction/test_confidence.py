import numpy as np
import pytest

from assistant.extraction import confidence
from assistant.extraction.evidence import sources
from assistant.extraction.extract import Finding, find
from assistant.extraction.wanted import wanted
from assistant.questions.question import read_question
from assistant.reading.onnx_reader import bundled_reader
from tests.assistant.fakes import FakeLibrary

LIBRARY = FakeLibrary()


def findings(question: str) -> tuple[Finding, ...]:
    opened = sources(LIBRARY.search(question, 10), LIBRARY, 5)
    return find(wanted(read_question(question), LIBRARY), opened, LIBRARY, bundled_reader())


def test_without_findings_there_is_none() -> None:
    assert confidence.confidence(()) == 0


def test_a_row_is_the_best_finding_and_what_the_reader_made_of_it() -> None:
    found = findings("跨湖大桥全长多少公里？")
    first = found[0]
    row = dict(zip(confidence.NAMES, confidence.row(found), strict=True))
    assert row["missing_near"] == first.feature("missing_near")
    assert (row["fits"], row["names_beside"]) == (1, 1)
    assert row["log_share"] == pytest.approx(np.log(first.share))
    assert (row["read"], row["read_best"]) == pytest.approx((first.reading.score, first.best_score))
    assert row["pointed"] <= 0


@pytest.mark.parametrize(
    ("answered", "unanswered"),
    [
        ("跨湖大桥全长多少公里？", "白沙大桥全长多少公里？"),
        ("东湖市今年要建设多少家市级智能工厂？", "海门市今年要建设多少家市级智能工厂？"),
        ("南山小学的校长是谁？", "青屏中学的校长是谁？"),
    ],
)
def test_it_falls_where_the_name_is_not_in_the_article(answered: str, unanswered: str) -> None:
    sure, doubtful = confidence.confidence(findings(answered)), confidence.confidence(findings(unanswered))
    assert 0 <= doubtful < sure <= 1


def test_every_question_of_the_sample_has_finite_features() -> None:
    for question in ("跨湖大桥", "谁", "多少", "？", "5G", "东湖市去年建成智能工厂多少家？"):
        assert all(np.isfinite(found.features).all() for found in findings(question))
