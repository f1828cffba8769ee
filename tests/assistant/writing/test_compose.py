from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import ANSWER_LENGTH, Citation
from assistant.extraction import features
from assistant.extraction.agreement import Disagreement, Order
from assistant.extraction.evidence import Candidate, Source, sources
from assistant.extraction.extract import SECOND, Finding
from assistant.extraction.values import Value
from assistant.reading.window import NOTHING_READ
from assistant.writing.compose import NEAREST, NOTHING, ON_THE_MATTER, Statement, answer, cite, nearest
from assistant.writing.missing import Missing
from corpus.article import Article
from index.passage import Hit
from index.passages import passages
from tests.assistant.fakes import FakeLibrary

FERRY = Article("ferry", "渡口改造", "白鹭渡口昨日重开。新码头长60米，工期12天。", "柳湾晚报", date(2022, 5, 6))


def source(article: Article) -> Source:
    hit = Hit(passages(article)[0], article.title, article.source, article.published, 0.5, 0.5, 0.5)
    return sources([hit], FakeLibrary((article,)), 1)[0]


def finding(article: Article, said: str, value: str = "", share: float = 1.0, on_the_matter: float = 1.0) -> Finding:
    """A finding that says a part of the article, with the first place of the value in it."""
    start = article.text.index(said)
    row = np.zeros(len(features.NAMES), np.float32)
    row[features.NAMES.index("word_article")] = on_the_matter
    at = article.text.index(value, start)
    bare = Value(at, at + len(value), value, 1.0) if value else None
    return Finding(Candidate(source(article), 0, 0), start, start + len(said), share, row, NOTHING_READ, 0.0, bare)


def printed(text: str) -> Article:
    return Article(id="any", title="任意", text=text)


def prove(statements: list[Statement], article: Article) -> str:
    """Hold the statements to what every answer must be, and give their text."""
    whole = "".join(statement.text for statement in statements)
    proofs = [proof for statement in statements for proof in statement.citations]
    assert len(whole) <= ANSWER_LENGTH
    assert [proof.marker for proof in proofs] == list(range(1, len(proofs) + 1))
    for proof in proofs:
        assert proof.quote
        assert article.text[proof.start : proof.end] == proof.quote
        assert f"{proof.quote}[{proof.marker}]" in whole
    return whole


def test_the_finding_is_quoted_with_its_proof() -> None:
    (statement,) = answer([finding(FERRY, "新码头长60米，工期12天。", "60米")])
    assert statement.text == "新码头长60米，工期12天。[1]（据2022-05-06报道）"
    assert statement.generator == "extractive"
    quote, url = "新码头长60米，工期12天。", f"/articles/ferry@{FERRY.version}#9-23"
    proof = Citation(1, "ferry", FERRY.version, "渡口改造", "柳湾晚报", FERRY.published, quote, 9, 23, url)
    assert statement.citations == (proof,)


@pytest.mark.parametrize(("share", "quoted"), [(SECOND, 2), (SECOND - 0.01, 1)])
def test_a_second_finding_is_quoted_where_it_is_nearly_as_likely(share: float, quoted: int) -> None:
    said = list(answer([finding(FERRY, "白鹭渡口昨日重开。"), finding(FERRY, "新码头长60米，", share=share)]))
    whole = "白鹭渡口昨日重开。[1]（“昨日”指2022年5月5日，按发表日期2022-05-06推算）新码头长60米，[2]"
    assert prove(said, FERRY) == (whole if quoted == 2 else whole.removesuffix("新码头长60米，[2]"))


RIVAL = Article("rival", "渡口动工", "白鹭渡口动工。新码头长80米。", "柳湾晚报", date(2022, 3, 1))


def disagreement(order: Order) -> Disagreement:
    its, at = source(RIVAL), RIVAL.text.index("80米")
    return Disagreement(Candidate(its, 1, 1), Value(at, at + 3, "80米", 1.0), order)


@pytest.mark.parametrize(
    ("order", "said"),
    [("older", "2022-03-01另有报道为80米[2]。"), ("unordered", "两篇报道不一致：60米[1]，80米[2]。")],
)
def test_another_value_is_named_with_the_sentence_that_gives_it(order: Order, said: str) -> None:
    first, second = answer([finding(FERRY, "新码头长60米，工期12天。", "60米")], [disagreement(order)])
    assert first.text + second.text == f"新码头长60米，工期12天。[1]（据2022-05-06报道）{said}"
    (proof,) = second.citations
    assert (proof.document_id, proof.marker, proof.quote) == ("rival", 2, "新码头长80米。")
    assert RIVAL.text[proof.start : proof.end] == proof.quote


def test_what_is_named_as_another_value_is_not_quoted_again() -> None:
    both = [
        finding(FERRY, "新码头长60米，", "60米"),
        finding(RIVAL, "新码头长80米。", "80米"),
        finding(FERRY, "白鹭渡口昨日重开。"),
    ]
    said = list(answer(both, [disagreement("older")]))
    assert [proof.marker for statement in said for proof in statement.citations] == [1, 2, 3]
    assert said[2].text == "白鹭渡口昨日重开。[3]"


def test_the_note_goes_first_where_room_is_short() -> None:
    for length in range(ANSWER_LENGTH - 60, ANSWER_LENGTH + 1):
        article = replace(printed(f"{'堤' * length}60米。"), published=date(2022, 5, 6))
        said = list(answer([finding(article, article.text, "60米")], [disagreement("older")]))
        whole = "".join(statement.text for statement in said)
        assert "60米" in whole
        assert len(whole) <= ANSWER_LENGTH
        assert ("另有" in whole) is (length + len("60米。[1]2022-03-01另有报道为80米[2]。") <= ANSWER_LENGTH)


def test_the_nearest_thing_is_named_as_such() -> None:
    said = list(nearest([finding(FERRY, "白鹭渡口昨日重开。", on_the_matter=ON_THE_MATTER), finding(FERRY, "新码头")]))
    assert prove(said, FERRY) == f"{NEAREST}白鹭渡口昨日重开。[1]"


def test_what_is_missing_is_said_before_the_nearest_thing() -> None:
    lacking = Missing("place", "东湖", held=True, figure=False, instead="白鹭")
    said = list(nearest([finding(FERRY, "白鹭渡口昨日重开。")], lacking))
    assert prove(said, FERRY) == f"{lacking.lead}白鹭渡口昨日重开。[1]"


@pytest.mark.parametrize(
    ("held", "said"), [(True, NOTHING), (False, "没有找到提到“灯塔”的报道，请核对写法，或换个说法再问。")]
)
def test_off_the_matter_only_what_no_article_holds_is_said_to_be_missing(held: bool, said: str) -> None:
    off = [finding(FERRY, "白鹭渡口昨日重开。", on_the_matter=0.0)]
    assert list(nearest(off, Missing("name", "灯塔", held=held, figure=False))) == [Statement(said, ())]


def test_what_is_off_the_matter_is_not_named() -> None:
    nothing = [Statement(NOTHING, ())]
    assert list(nearest([finding(FERRY, "白鹭渡口昨日重开。", on_the_matter=ON_THE_MATTER - 0.01)])) == nothing
    assert list(nearest([])) == nothing


@pytest.mark.parametrize(
    ("value", "room", "quote"),
    [
        ("60米", 14, "渡口昨日重开，码头长60米，"),
        ("60米", 20, "渡口昨日重开，码头长60米，工期12天，"),
        ("12天", 14, "码头长60米，工期12天，"),
        ("60米", 5, "头长60米"),
        ("", 14, "渡口昨日重开，码头长60米，"),
    ],
)
def test_what_is_too_long_is_cut_to_the_clauses_around_its_value_those_before_it_first(
    value: str, room: int, quote: str
) -> None:
    article = printed("渡口昨日重开，码头长60米，工期12天，票价5元。")
    assert cite(finding(article, article.text, value), 1, room).quote == quote


def test_markers_and_the_word_before_a_quote_count_for_the_length_of_an_answer() -> None:
    article = printed(f"{'堤' * 199}，{'船' * 400}。")
    found = finding(article, article.text, "船船")
    assert len(prove(list(answer([found])), article)) == ANSWER_LENGTH
    assert len(prove(list(nearest([found])), article)) == ANSWER_LENGTH
    halves = [finding(article, f"{'堤' * 199}，"), finding(article, f"{'船' * 400}。")]
    assert len(prove(list(answer(halves)), article)) == ANSWER_LENGTH


def test_a_second_quote_that_no_longer_fits_is_left_out() -> None:
    article = printed(f"{'堤' * 280}。{'船' * 100}。")
    said = list(answer([finding(article, f"{'堤' * 280}。"), finding(article, f"{'船' * 100}。")]))
    assert prove(said, article) == f"{'堤' * 280}。[1]"


def test_the_address_holds_any_id() -> None:
    article = replace(FERRY, id="渡口/#1?")
    path, _, place = cite(finding(article, "白鹭渡口"), 1, 99).url.partition("#")
    assert path.isascii()
    assert path.count("/") == 2
    assert unquote(path) == f"/articles/渡口/#1?@{article.version}"
    assert place == "0-4"


CLAUSE = st.builds("{}{}".format, st.text("船港3塔 “", min_size=1, max_size=90), st.sampled_from("，；。！…、”"))
TEXT = st.lists(CLAUSE, min_size=1, max_size=12).map("".join).map(str.strip)


@settings(deadline=None)
@given(TEXT, st.data())
def test_no_quote_cuts_the_value_or_leaves_what_was_found(text: str, data: st.DataObject) -> None:
    article = printed(text)
    places = st.integers(0, len(text))
    bounds = st.tuples(places, places, places, places).map(lambda four: tuple(sorted(four)))
    start, at, until, end = data.draw(bounds.filter(lambda four: four[1] < four[2]))
    room = data.draw(st.integers(until - at, len(text) + 1))
    found = replace(finding(article, ""), start=start, end=end, value=Value(at, until, text[at:until], 1.0))
    proof = cite(found, 1, room)
    assert start <= proof.start <= at < until <= proof.end <= end
    assert len(proof.quote) <= room
    assert proof.quote == text[proof.start : proof.end]


@settings(deadline=None)
@given(TEXT, st.lists(st.tuples(st.integers(0, 900), st.integers(1, 900), st.floats(0.01, 1)), min_size=1, max_size=3))
def test_an_answer_is_never_too_long_and_proven_to_the_letter(text: str, found: list[tuple[int, int, float]]) -> None:
    article = printed(text)
    base = finding(article, "")
    findings = [
        replace(base, start=at % len(text), end=min(len(text), at % len(text) + length), share=share)
        for at, length, share in sorted(found, key=lambda one: -one[2])
    ]
    assert prove(list(answer(findings)), article)
    assert prove(list(nearest(findings)), article).startswith(NEAREST)
