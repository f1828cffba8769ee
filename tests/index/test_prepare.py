from dataclasses import replace

import numpy as np
import pytest

from corpus.article import Article
from index.encoder import Encoder, load_encoder
from index.interaction import KnowsTokens
from index.passages import passages
from index.prepare import own_title, prepare, terms_of, tokens_of
from tests.fakes import HashEncoder
from tests.index.articles import ALL, BRIDGE, FACTORY, PAGE

ENCODERS = [pytest.param(HashEncoder(), id="without tokens"), pytest.param(load_encoder(), id="with tokens")]
FILLER = "水面全天平静无风。" * 60
BANK = Article(
    id="bank",
    title="",
    text=f"海星渔业发展银行（以下简称“海渔行”）成立。{FILLER}海渔行放贷五亿元。{FILLER}海星渔业发展银行再放贷。",
)


def words(article: Article) -> list[list[str]]:
    """Give the words of each passage."""
    return [terms.words.split() for terms in terms_of(article, passages(article))]


@pytest.mark.parametrize("encoder", ENCODERS)
def test_every_passage_has_its_terms_tokens_and_vector(encoder: Encoder) -> None:
    for article, prepared in zip(ALL, prepare(ALL, encoder), strict=True):
        assert prepared.article == article
        assert prepared.passages == passages(article)
        assert prepared.version == article.version
        assert len(prepared.terms) == len(prepared.tokens) == len(prepared.vectors) == len(prepared.passages)
        assert prepared.vectors.dtype == np.float16


@pytest.mark.parametrize("encoder", ENCODERS)
def test_an_article_is_prepared_alike_whatever_stands_beside_it(encoder: Encoder) -> None:
    for article, together in zip(ALL, prepare(ALL, encoder), strict=True):
        (alone,) = prepare([article], encoder)
        assert alone.terms == together.terms
        assert [run.tolist() for run in alone.tokens] == [run.tolist() for run in together.tokens]
        np.testing.assert_array_equal(alone.vectors, together.vectors)


@pytest.mark.parametrize("encoder", ENCODERS)
def test_what_a_stored_article_is_made_into_again_is_what_it_was(encoder: Encoder) -> None:
    for prepared in prepare([*ALL, BANK], encoder):
        article, cut = prepared.article, prepared.passages
        assert terms_of(article, cut) == prepared.terms
        assert [run.tolist() for run in tokens_of(article, cut, encoder)] == [run.tolist() for run in prepared.tokens]


def test_nothing_is_prepared_of_nothing() -> None:
    assert prepare([], HashEncoder()) == prepare([], load_encoder()) == ()


def test_an_encoder_that_knows_no_words_gives_empty_tokens() -> None:
    assert [run.tolist() for run in prepare([PAGE], HashEncoder())[0].tokens] == [[]] * len(passages(PAGE))


def test_tokens_begin_with_the_title_of_the_articles_own() -> None:
    encoder = load_encoder()
    assert isinstance(encoder, KnowsTokens)
    assert own_title(FACTORY) == FACTORY.title
    (title,) = encoder.tokens([FACTORY.title])
    titled, plain = (prepare([article], encoder)[0].tokens[0] for article in (FACTORY, replace(FACTORY, title="")))
    assert titled[: len(title)].tolist() == title.tolist()
    assert titled[-len(plain) :].tolist() == plain.tolist()


def test_a_title_that_the_text_has_too_counts_once() -> None:
    told = replace(BRIDGE, title="跨湖大桥昨晚合龙")
    encoder = load_encoder()
    (with_title,), (without,) = prepare([told], encoder), prepare([replace(told, title="")], encoder)
    assert with_title.tokens[0].tolist() == without.tokens[0].tolist()
    assert with_title.terms[0].title == ""


def test_traditional_characters_are_prepared_as_simplified_ones() -> None:
    """The passage itself stays as it was written."""
    written = Article(id="a", title="漁港擴建", text="碼頭後天動工，能停八十艘漁船。")
    plain = Article(id="a", title="渔港扩建", text="码头后天动工，能停八十艘渔船。")
    for encoder in (HashEncoder(), load_encoder()):
        (first,), (second,) = prepare([written], encoder), prepare([plain], encoder)
        assert first.terms == second.terms
        assert [run.tolist() for run in first.tokens] == [run.tolist() for run in second.tokens]
        np.testing.assert_array_equal(first.vectors, second.vectors)
        assert first.passages[0].text == written.text


def test_a_name_that_the_article_defines_stands_in_full_and_in_short_wherever_it_stands() -> None:
    found = words(BANK)
    short, long = (
        words(Article(id="s", title="", text="海渔行"))[0],
        words(Article(id="l", title="", text="海星渔业发展银行"))[0],
    )
    assert passages(BANK)[0].text.startswith("海星渔业发展银行（以下简称“海渔行”）")
    for passage, terms in zip(passages(BANK), found, strict=True):
        names = "银行" in passage.text or "海渔行" in passage.text
        assert set(long) <= set(terms) if names else not set(long) & set(terms)
        assert set(short) <= set(terms) if names else "渔行" not in terms
    (only_short,) = (terms for passage, terms in zip(passages(BANK), found, strict=True) if "放贷五亿" in passage.text)
    (only_long,) = (terms for passage, terms in zip(passages(BANK), found, strict=True) if "再放贷" in passage.text)
    assert only_short[-len(long) :] == long
    assert only_long[-len(short) :] == short


def test_a_name_that_another_article_defines_is_left_alone() -> None:
    other = Article(id="other", title="", text="海渔行放贷五亿元。")
    beside_bank, alone = prepare([BANK, other], HashEncoder())[1], prepare([other], HashEncoder())[0]
    assert beside_bank.terms == alone.terms
    assert "银行" not in alone.terms[0].words
