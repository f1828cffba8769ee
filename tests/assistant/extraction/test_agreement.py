from dataclasses import replace
from datetime import date

import numpy as np

from assistant.extraction import features
from assistant.extraction.agreement import disagreements, settled
from assistant.extraction.evidence import Candidate, Source, sources
from assistant.extraction.extract import Finding
from assistant.extraction.values import Value
from assistant.extraction.wanted import Wanted, wanted
from assistant.questions.question import read_question
from assistant.reading.window import NOTHING_READ
from corpus.article import Article
from index.passage import Hit, Reprint
from index.passages import passages
from tests.assistant.extraction.disagreeing import LOOK_ALIKES, PLANTED, Pair
from tests.assistant.fakes import ARTICLES, FakeLibrary

LEAST_RECALL, MOST_FALSE = 0.9, 0.05


def article(name: str, printed: str, published: date | None) -> Article:
    title, _, text = printed.partition("|")
    return Article(name, title, text, "柳湾晚报", published)


def opened(*articles: Article) -> tuple[Source, ...]:
    hits = [Hit(passages(each)[0], each.title, each.source, each.published, 0.5, 0.5, 0.5) for each in articles]
    return sources(hits, FakeLibrary(articles), len(articles))


def found(source: Source, value: str, rank: int = 0) -> Finding:
    """The finding that this value of an article answers."""
    at = source.article.text.index(value)
    place = next(place for place, each in enumerate(source.sentences) if each.start <= at < each.end)
    sentence, row = source.sentences[place], np.zeros(len(features.NAMES), np.float32)
    bare = Value(at, at + len(value), value, 1.0)
    return Finding(Candidate(source, rank, place), sentence.start, sentence.end, 1.0, row, NOTHING_READ, 0.0, bare)


def asked(pair: Pair) -> tuple[Wanted, Finding, tuple[Source, ...]]:
    articles = (article("one", pair.one, pair.dates[0]), article("other", pair.other, pair.dates[1]))
    both = opened(*articles)
    library = FakeLibrary((*articles, *ARTICLES))
    return wanted(read_question(pair.question), library), found(both[0], pair.value), both


def named(source: Source) -> Reprint:
    article = source.article
    return Reprint(article.id, article.version, article.title, article.source, article.published)


def seen(pair: Pair) -> tuple[str, ...]:
    return tuple(other.value.text for other in disagreements(*asked(pair)))


def test_most_planted_disagreements_are_seen() -> None:
    missed = [pair for pair in PLANTED if seen(pair) != (pair.other_value,)]
    assert len(PLANTED) >= 30
    assert len(missed) <= (1 - LEAST_RECALL) * len(PLANTED), missed


def test_a_copy_is_no_second_witness() -> None:
    """What a copy adds is of the same story: no other article's word for the figure."""
    seen_apart = [pair for pair in PLANTED if seen(pair)]
    assert seen_apart
    for pair in seen_apart:
        question, best, both = asked(pair)
        copies = tuple(replace(source, hits=(replace(source.hits[0], reprints=(named(both[0]),)),)) for source in both)
        assert disagreements(question, best, copies) == ()


def test_hardly_any_look_alike_is_taken_for_one() -> None:
    alarms = [pair for pair in LOOK_ALIKES if seen(pair)]
    assert len(LOOK_ALIKES) >= 30
    assert len(alarms) <= MOST_FALSE * len(LOOK_ALIKES), alarms


NEWER = Pair(
    "跨湖大桥全长多少公里？",
    "大桥|跨湖大桥全长3.5公里。",
    "3.5公里",
    "大桥|跨湖大桥全长3.2公里。",
    "3.2公里",
    (None, None),
)


def settle(pair: Pair) -> tuple[str, list[tuple[str, str]]]:
    """The value that is put first, and what else is given, in which order of time."""
    question, best, both = asked(pair)
    latest = settled(question, [best], both)
    first = latest.findings[0].value
    assert first is not None
    at = latest.findings[0].candidate.source.article.text
    assert at[first.start : first.end] == first.text
    assert all(
        each.candidate.source.article.text[each.value.start :].startswith(each.value.text) for each in latest.others
    )
    return first.text, [(each.value.text, each.order) for each in latest.others]


def test_the_newer_article_has_the_last_word() -> None:
    early, late = date(2021, 3, 2), date(2021, 5, 31)
    assert settle(replace(NEWER, dates=(early, late))) == ("3.2公里", [("3.5公里", "older")])
    assert settle(replace(NEWER, dates=(late, early))) == ("3.5公里", [("3.2公里", "older")])


def test_without_an_order_of_time_the_value_found_stays() -> None:
    early = date(2021, 3, 2)
    for dates in ((early, early), (None, early), (early, None), (None, None)):
        assert settle(replace(NEWER, dates=dates)) == ("3.5公里", [("3.2公里", "unordered")])


def test_the_later_count_has_the_last_word_whenever_it_was_printed() -> None:
    counted = Pair(
        "东湖市有多少家养老院？",
        "养老|截至2021年5月底，东湖市有养老院64家。",
        "64家",
        "养老|截至2021年2月底，东湖市有养老院58家。",
        "58家",
        (date(2021, 6, 1), date(2021, 8, 1)),
    )
    assert settle(counted) == ("64家", [("58家", "older")])


def test_a_question_that_names_its_time_keeps_what_was_found() -> None:
    dated = Pair(
        "2021年东湖市投资多少？",
        "投资|2021年东湖市投资5亿元。",
        "5亿元",
        "投资|2021年东湖市投资7亿元。",
        "7亿元",
        (date(2022, 1, 5), date(2022, 3, 5)),
    )
    assert settle(dated) == ("5亿元", [("7亿元", "newer")])


def test_a_reprint_is_the_same_report_and_each_other_value_is_given_once() -> None:
    days = [date(2021, month, 1) for month in (6, 5, 4, 3)]
    texts = ("3.5公里", "3.5公里", "3.2公里", "3.2公里")
    articles = [
        article(f"a{place}", f"大桥|跨湖大桥全长{text}。", day)
        for place, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    sources = opened(*articles)
    question = wanted(read_question("跨湖大桥全长多少公里？"), FakeLibrary((*articles, *ARTICLES)))
    (other,) = disagreements(question, found(sources[0], "3.5公里"), sources)
    assert (other.value.text, other.published) == ("3.2公里", days[2])


def test_nothing_found_settles_nothing() -> None:
    question, _, both = asked(NEWER)
    assert settled(question, [], both).findings == ()
