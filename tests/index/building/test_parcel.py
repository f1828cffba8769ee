import pickle
from dataclasses import replace

from corpus.article import Article
from index.building.parcel import parcel_of, unwrapped
from index.encoder import Encoder, load_encoder
from index.prepare import prepare
from tests.index.articles import ALL, BRIDGE
from tests.index.entries import ENCODER


def there_and_back(articles: tuple[Article, ...], encoder: Encoder) -> None:
    made = prepare(articles, encoder)
    back = unwrapped(pickle.loads(pickle.dumps(parcel_of(made))), articles)
    assert [(one.article, one.version, one.passages, one.terms) for one in back] == [
        (one.article, one.version, one.passages, one.terms) for one in made
    ]
    for one, other in zip(back, made, strict=True):
        assert [run.tolist() for run in one.tokens] == [run.tolist() for run in other.tokens]
        assert (one.vectors.dtype, one.vectors.tolist()) == (other.vectors.dtype, other.vectors.tolist())


def test_what_was_prepared_comes_out_as_it_went_in() -> None:
    there_and_back(tuple(ALL), ENCODER)
    there_and_back((BRIDGE, replace(BRIDGE, id="empty", text="", blocks=(), runs=()), *ALL), load_encoder())


def test_one_article_without_a_passage_is_a_parcel_too() -> None:
    there_and_back((replace(BRIDGE, text="", blocks=(), runs=()),), ENCODER)
