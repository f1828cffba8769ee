from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Block
from corpus.sentences import sentences
from index.passages import LONGEST, TARGET, passages
from tests.index.articles import ALL, PAGE

NEWS = st.text(st.sampled_from("水库今天蓄满了，。；！？…”“\n 1a"), max_size=2_000)


def article(text: str, *blocks: Block) -> Article:
    return Article(id="a", title="题", text=text, blocks=blocks)


def texts(given_article: Article) -> list[str]:
    return [passage.text for passage in passages(given_article)]


@given(NEWS | st.text(max_size=600))
def test_every_passage_equals_its_slice(text: str) -> None:
    for number, passage in enumerate(passages(article(text))):
        assert passage.text == text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        assert passage.ordinal == number


@given(NEWS | st.text(max_size=600))
def test_passages_cover_every_sentence_once_and_in_order(text: str) -> None:
    cut = passages(article(text))
    assert all(before.end <= after.start for before, after in pairwise(cut))
    covered = "".join("".join(passage.text.split()) for passage in cut)
    assert covered == "".join("".join(sentence.text.split()) for sentence in sentences(text))


@given(NEWS)
def test_a_sentence_that_fits_is_never_cut(text: str) -> None:
    cut = passages(article(text))
    for sentence in sentences(text):
        if len(sentence.text) <= LONGEST:
            assert any(passage.start <= sentence.start and sentence.end <= passage.end for passage in cut)


@given(NEWS | st.text(max_size=3_000))
def test_no_passage_is_longer_than_the_longest(text: str) -> None:
    assert all(len(passage.text) <= LONGEST for passage in passages(article(text)))


def test_sentences_are_gathered_up_to_the_target() -> None:
    sentence = "水" * 99 + "。"
    assert [len(text) for text in texts(article(sentence * 5))] == [200, 200, 100]
    assert TARGET == 260


def test_a_short_tail_joins_the_passage_before() -> None:
    assert [len(text) for text in texts(article(("水" * 124 + "。") * 2 + "水位正常。"))] == [255]
    assert [len(text) for text in texts(article(("水" * 129 + "。") * 2 + "水位正常。"))] == [265]


def test_a_long_sentence_is_cut_at_semicolons_then_commas_then_anywhere() -> None:
    clause = "水" * 249 + "；"
    assert texts(article(clause * 3)) == [clause, clause, clause]
    part = "水" * 299 + "，"
    assert texts(article(part * 3)) == [part, part, part]
    assert [len(text) for text in texts(article("水" * 1_000))] == [400, 400, 200]


def test_a_heading_goes_with_what_follows_and_a_caption_stands_alone() -> None:
    assert texts(PAGE) == [
        "老街新貌\n修缮之后的老街上月重新开放。",
        "图为老街夜景。 记者王二摄",
        "老街里有茶馆十二家。",
    ]


def test_a_heading_begins_a_passage_even_where_the_one_before_has_room() -> None:
    text = "水位正常。\n其二\n水质良好。"
    blocks = (Block("body", 0, 5), Block("heading", 6, 8), Block("body", 9, 14))
    assert texts(article(text, *blocks)) == ["水位正常。", "其二\n水质良好。"]


def test_every_passage_names_its_article_and_version() -> None:
    for given_article in ALL:
        for passage in passages(given_article):
            assert (passage.document_id, passage.version) == (given_article.id, given_article.version)


def test_white_space_has_no_passage() -> None:
    assert passages(article(" \n　\n")) == ()
