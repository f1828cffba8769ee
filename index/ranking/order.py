"""A query's candidates from both indexes, in one order: fused, looked at again, and what the query names preferred.

Knows the indexes and the encoder, not the database: nothing here reads an article.
"""

from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date

from index.derived.compressed import Vector
from index.derived.indexes import View
from index.derived.limits import Limits
from index.derived.scored import Ranked
from index.interaction import KnowsTokens
from index.ranking.fuse import Candidates, fuse
from index.ranking.preference import Named, named, preferred
from index.ranking.rerank import POOL, reranked
from index.ranking.wording import variants


@dataclass(frozen=True, slots=True)
class Depth:
    """How many passages each index is asked for."""

    lexical: int
    dense: int

    def deeper(self) -> "Depth":
        """Look four times as deep."""
        return Depth(4 * self.lexical, 4 * self.dense)


LEAST = Depth(200, 300)


@dataclass(frozen=True, slots=True)
class Ordered:
    """Candidates, best first; `exhausted` where both indexes gave all they have."""

    candidates: Candidates
    exhausted: bool


def first_look(
    view: View, query: str, today: date | None, depth: Depth, limits: Limits, beside: Executor | None = None
) -> Ordered:
    """Find the candidates of a query, by words and by meaning, in the order of both scores together.

    :param query: in simplified characters.
    :param today: the day that 去年 or 昨天 in the query are told from; without it they are words like any others.
    :param beside: searches by meaning in another thread meanwhile; both indexes let go of the interpreter.
    """

    def by_meaning() -> tuple[Vector, Ranked]:
        vector = view.encoder.encode_queries([query])[0]
        return vector, view.dense.search(vector, depth.dense, limits)

    meaning = beside.submit(by_meaning) if beside else None
    lexical = view.lexical.search(query, depth.lexical, limits, [variant.text for variant in variants(query, today)])
    vector, dense = meaning.result() if meaning else by_meaning()
    found = fuse(lexical, dense, view.dense.products(vector, lexical.hits.passages))
    return Ordered(found, len(lexical.hits) < depth.lexical and len(dense) < depth.dense)


def order(
    view: View, query: str, today: date | None, depth: Depth, limits: Limits, beside: Executor | None = None
) -> Ordered:
    """Find the candidates of a query and order them: the best are looked at again.

    What appeared when or where the query says is preferred twice: for being looked at again, and in the end.
    """
    found = first_look(view, query, today, depth, limits, beside)
    asked = named(query, today)
    candidates = _preferred(view, found.candidates, asked)
    looked_at = _second_look(view, query, candidates.first(POOL))
    if looked_at is not None:
        candidates = _preferred(view, looked_at, asked).followed_by(candidates.behind(POOL))
    return Ordered(candidates, found.exhausted)


def _preferred(view: View, candidates: Candidates, asked: Named) -> Candidates:
    return preferred(candidates, asked, view.dense.origins(candidates.passages)) if asked else candidates


def _second_look(view: View, query: str, pool: Candidates) -> Candidates | None:
    """Order the best candidates anew; None where the encoder knows no words, or none of the query's.

    The weights were learned on the bundled encoder.
    """
    if not isinstance(view.encoder, KnowsTokens) or not len(pool):
        return None
    interaction = view.encoder.interaction(query, view.tokens.runs(pool.passages))
    if not len(interaction.asked):
        return None
    return reranked(pool, interaction, view.tokens.rarity(interaction.asked))
