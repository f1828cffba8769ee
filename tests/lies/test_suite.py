"""The bars: what proof must block of the lies, and may drop of the truths, over the bundled corpus and our own."""

import sys
from datetime import date

import pytest

from assistant.extraction.evidence import Source
from assistant.writing.asked import Asked
from assistant.writing.proven import Dropped
from assistant.writing.write import written
from corpus.sample import sample_articles
from corpus.sentences import sentences
from index.passage import Hit
from index.passages import passages
from tests.assistant.fakes import ScriptedGenerator
from tests.lies.articles import OWN
from tests.lies.suite import FALSE_RULES, MOST, changes, tellings, told
from tests.lies.telling import Told
from tests.lies.trial import right, table, tried

ALL_LIES, EVERY_KIND, ALL_TRUTHS = 0.99, 0.95, 0.97
LEAST = 500


def test_lies_are_blocked_and_truths_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    tallies = tried(tellings([*told([*sample_articles(), *OWN])]))
    with capsys.disabled():
        sys.stdout.write(f"\n{table(tallies)}\n")
    lies = [tally for tally in tallies if not tally.true]
    assert {rule.kind for rule in FALSE_RULES} <= {tally.kind for tally in lies}
    assert sum(tally.told for tally in lies) >= LEAST
    assert sum(tally.told for tally in tallies if tally.true) >= LEAST
    assert right(tallies, true=False) >= ALL_LIES
    assert right(tallies, true=True) >= ALL_TRUTHS
    assert [tally.kind for tally in lies if tally.right < EVERY_KIND] == []


def test_no_lie_is_worded_into_an_answer_with_its_citations() -> None:
    let_out = lied = 0
    flaws: list[Dropped] = []
    for article in OWN:
        text = next(iter(passages(article)))
        hit = Hit(text, article.title, None, date(2021, 5, 31), 1.0, 1.0, 1.0)
        source = Source(article, (hit,), tuple(sentences(article.text)))
        for story in told([article]):
            asked = Asked(story.sentence)
            for changed in changes(story)[:: MOST * 4]:
                lied += 1
                let_out += bool([*written(ScriptedGenerator(f"{changed}。[1]"), asked, [source], flaws.append)])
            said = [*written(ScriptedGenerator(f"{story.sentence}。[1]"), asked, [source], flaws.append)]
            assert [statement.text for statement in said] == [f"{story.sentence}。[1]"]
            assert all(story.sentence in proof.quote for statement in said for proof in statement.citations)
    assert lied > 50
    assert let_out <= lied * (1 - EVERY_KIND)


def test_the_same_seed_tells_the_same() -> None:
    stories = [Told("江城已建成3座大桥", "江城已建成3座大桥。")]
    assert [*tellings(stories, 3)] == [*tellings(stories, 3)]
