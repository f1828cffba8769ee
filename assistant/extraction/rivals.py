"""Values of one kind side by side in a sentence, each in a clause of its own: which clause the question is about."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.extraction.spans import BREAKS, Spans
from assistant.extraction.tokens import QUANTITIES, Token
from assistant.extraction.wanted import Wanted
from index.segment import bigrams, fold

_CLAUSE = re.compile(r"[，,；;。]")
# A clause that holds this much less of the asking clause's bigrams than another is about something else.
BEHIND = 0.15


def in_its_clause(wanted: Wanted, row: Sequence[Token], found: Spans) -> NDArray[np.bool_]:
    """Tell which spans stand in no clause that is about something else: (spans,).

    Clauses compete only where two or more hold a value of the kind and unit asked for: in 建成桥梁3座，开工隧道5座 the
    question for 隧道 leaves the first.
    """
    clause = np.array([token.kind in BREAKS for token in row], int).cumsum()
    rivals = {int(clause[place]) for place, token in enumerate(row) if _is_asked_for(wanted, token)}
    asked = bigrams(f"{_CLAUSE.split(wanted.question.before)[-1]} {_CLAUSE.split(wanted.question.behind)[0]}")
    if len(rivals) < 2 or not asked:
        return np.ones(len(found), bool)
    held: dict[int, float] = {}
    for at in rivals:
        text = fold("".join(token.text for token, own in zip(row, clause, strict=True) if own == at))
        held[at] = sum(pair in text for pair in asked) / len(asked)
    about_others = [at for at, share in held.items() if share < max(held.values()) - BEHIND]
    return ~np.isin(clause[found.first], about_others)


def _is_asked_for(wanted: Wanted, token: Token) -> bool:
    kind, unit = wanted.question.kind, wanted.question.unit
    return kind in QUANTITIES and token.kind == kind and unit in (None, token.unit)


def beside_its_body(wanted: Wanted, row: Sequence[Token], found: Spans) -> NDArray[np.bool_]:
    """Tell which spans stand in a stretch, between semicolons, that names the body asked about: (spans,).

    In 甲银行放贷5亿元；乙银行放贷3亿元 the question for 乙银行 leaves the first. All stay where no stretch names it.
    """
    if not wanted.bodies:
        return np.ones(len(found), bool)
    stretch = np.array([token.kind == "stop" for token in row], int).cumsum()
    texts = [fold("".join(t.text for t, own in zip(row, stretch, strict=True) if own == at)) for at in set(stretch)]
    naming = [at for at, text in zip(set(stretch), texts, strict=True) if any(name in text for name in wanted.bodies)]
    beside: NDArray[np.bool_] = np.isin(stretch[found.first], naming)
    return beside if beside.any() else np.ones(len(found), bool)
