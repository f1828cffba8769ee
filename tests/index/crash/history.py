"""What a library goes through before it is killed, in small acts, and what it must hold after any number of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from corpus.article import Article
from index.library import Library
from index.store.stored import KeptTurn
from tests.fakes import HashEncoder
from tests.index.articles import numbered
from tests.index.snapshots import publish

ENCODER = HashEncoder()
BLOCK = 4
LATEST = 10_000


@dataclass(frozen=True, slots=True)
class Act:
    """One call that is acknowledged as a whole: articles come, one goes, a turn is kept, or snapshots are made."""

    taken: tuple[Article, ...] = ()
    removed: str | None = None
    turn: str | None = None

    def happen(self, library: Library) -> None:
        if self.taken:
            library.ingest(self.taken, processes=0)
        elif self.removed is not None:
            assert library.delete(self.removed)
        elif self.turn is not None:
            turn = KeptTurn(self.turn, "答", datetime(2024, 1, 2, tzinfo=UTC))
            if not library.conversations.append("c", turn):
                library.conversations.begin("c", turn)
        else:
            publish(library)


PUBLISH = Act()


def acts(block: int) -> tuple[Act, ...]:
    """Give a block of acts: new articles, one of them corrected, one deleted, one deleted and back; snapshots twice."""
    articles = numbered(BLOCK, block * BLOCK)
    corrected = replace(articles[0], text="改过的" + articles[0].text)
    return (
        Act(taken=tuple(articles)),
        Act(taken=(corrected,)),
        PUBLISH,
        Act(removed=articles[1].id),
        Act(turn=f"第{block}问"),
        Act(removed=articles[2].id),
        Act(taken=(articles[2],)),
        *([PUBLISH] if block % 2 else []),
    )


@dataclass(frozen=True, slots=True)
class State:
    """What a library holds that anybody could see."""

    articles: Mapping[str, Article]
    turns: tuple[str, ...]

    def after(self, act: Act) -> "State":
        articles = {**self.articles, **{article.id: article for article in act.taken}}
        if act.removed is not None:
            del articles[act.removed]
        return State(articles, (*self.turns, act.turn) if act.turn else self.turns)


NOTHING = State({}, ())


def states(first: int, blocks: int, before: State = NOTHING) -> Iterator[State]:
    """Give the state before the first act of some blocks, and after each."""
    yield before
    for block in range(first, first + blocks):
        for act in acts(block):
            before = before.after(act)
            yield before


def state_of(library: Library) -> State:
    """Give what a library holds; every article is listed, found by its id, and hashed on the way."""
    listed = library.articles(100_000)
    articles = {article.id: article for article in listed}
    assert len(articles) == len(listed) == library.count()
    assert {id_: library.article(id_) for id_ in articles} == articles
    turns = library.conversations.latest("c", LATEST)
    return State(articles, tuple(turn.question for turn in turns))
