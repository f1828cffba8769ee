"""What speaks for a stretch of a sentence as the bare value asked for, as numbers; decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from assistant.extraction.spans import IntArray, Spans
from assistant.extraction.tokens import CLASSES, PUNCTUATION, QUANTITIES, Token
from assistant.extraction.wanted import Wanted
from assistant.questions.interrogatives import AnswerKind
from assistant.questions.question import Question
from index.network import FloatArray

_EDGES = (*CLASSES, "none")
_KINDS = tuple(kind for kind in get_args(AnswerKind) if kind != "list")
_NUMBERS = (
    "characters", "log_characters", "tokens", "place",
    "asked", "asked_share", "letters_asked",
    "near_before", "near_behind", "nearer_before", "asked_before", "asked_behind",
    "clause", "clause_before", "clause_letters",
    "left_1", "left_2", "left_4", "right_1", "right_4", "ends_right", "starts_right", "left_near", "left_behind",
    "noun_last", "noun_inside", "noun_near", "noun_letter",
    "paired", "within_pair",
    "quantity_kind", "quantity_unit", "in_question", "surname",
)  # fmt: skip
NAMES = (
    *(f"inside_{kind}" for kind in CLASSES),
    *(f"first_{kind}" for kind in CLASSES),
    *(f"last_{kind}" for kind in CLASSES),
    *(f"before_{kind}" for kind in _EDGES),
    *(f"behind_{kind}" for kind in _EDGES),
    *_NUMBERS,
    *(f"asks_{kind}" for kind in _KINDS),
)
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常裴齐康伍施牛洪俞章鲁葛申倪聂焦易鲍"
)
_BREAKS = [CLASSES.index(kind) for kind in ("comma", "stop")]
_REACH = 3.0
_MOST_INSIDE = 4
_SMALL_WORDS = frozenset(["是", "的", "为", "有", "达", "达到", "了", "在", "到", "约", "共"])


Numbers = NDArray[Any]
Columns = dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class _View:
    """A sentence against a question, token by token; `asked` is a token's weight where the question has it, else 0.

    `words` are the tokens in lower case, `text` is the sentence as printed; every array is (tokens,).
    """

    words: tuple[str, ...]
    text: str
    unit: NDArray[np.str_]
    start: IntArray
    end: IntArray
    kind: IntArray
    asked: FloatArray
    letters: FloatArray


def rows(wanted: Wanted, row: Sequence[Token], found: Spans) -> FloatArray:
    """Give each span its features, in the order of `NAMES`: (spans, features)."""
    view = _view(wanted, row)
    columns = (
        _extent(view, found)
        | _agreement(view, found)
        | _neighbours(wanted, view, found)
        | _kinds(wanted.question, view, found)
    )
    numbers = np.column_stack([np.broadcast_to(columns[name], len(found)) for name in _NUMBERS])
    kinds = [wanted.question.kind == kind for kind in _KINDS]
    asks = np.broadcast_to(np.array(kinds, np.float32), (len(found), len(_KINDS)))
    return np.column_stack([_classes(view, found), numbers, asks]).astype(np.float32)


def _view(wanted: Wanted, row: Sequence[Token]) -> _View:
    words = tuple(token.text.lower() for token in row)
    plain = [token.kind not in PUNCTUATION for token in row]
    asked = [wanted.weight(word) if own else 0.0 for word, own in zip(words, plain, strict=True)]
    letters = [own * sum(letter in wanted.folded for letter in word) for word, own in zip(words, plain, strict=True)]
    return _View(
        words=words,
        text="".join(token.text for token in row),
        unit=np.array([token.unit for token in row]),
        start=np.array([token.start for token in row], int),
        end=np.array([token.end for token in row], int),
        kind=np.array([CLASSES.index(token.kind) for token in row], int),
        asked=np.array(asked, np.float32),
        letters=np.array(letters, np.float32),
    )


def _classes(view: _View, found: Spans) -> FloatArray:
    """Word classes inside the span, at its ends, and of its neighbours."""
    which = np.eye(len(CLASSES), dtype=np.float32)[view.kind]
    edges = np.eye(len(_EDGES), dtype=np.float32)
    padded = np.concatenate([[len(CLASSES)], view.kind, [len(CLASSES)]])
    inside = np.minimum(_within(which, found.first, found.last), _MOST_INSIDE)
    return np.column_stack(
        [inside, which[found.first], which[found.last], edges[padded[found.first]], edges[padded[found.last + 2]]]
    )


def _extent(view: _View, found: Spans) -> Columns:
    length = (view.end[found.last] - view.start[found.first]).astype(np.float32)
    opening, closing = CLASSES.index("opening"), CLASSES.index("closing")
    padded = np.concatenate([[-1], view.kind, [-1]])
    return {
        "characters": length / 10,
        "log_characters": np.log(length),
        "tokens": (found.last - found.first + 1).astype(np.float32),
        "place": found.first / np.float32(len(view.words)),
        "paired": (view.kind[found.first] == opening) & (view.kind[found.last] == closing),
        "within_pair": (padded[found.first] == opening) & (padded[found.last + 2] == closing),
    }


def _agreement(view: _View, found: Spans) -> Columns:
    """How much of the question stands inside the span, and how close to it on either side."""
    place = np.arange(len(view.words))
    pull = np.exp(-np.abs(place[:, None] - place) / _REACH).astype(np.float32)
    before, behind = np.tril(pull, -1) @ view.asked, np.triu(pull, 1) @ view.asked
    length = view.end[found.last] - view.start[found.first]
    inside = _within(view.asked, found.first, found.last)
    clause = np.isin(view.kind, _BREAKS).cumsum()
    in_clause = np.bincount(clause, view.asked, minlength=clause[-1] + 1).astype(np.float32)
    earlier = np.concatenate([[0], in_clause])
    shared, size = np.bincount(clause, view.letters), np.bincount(clause, view.end - view.start)
    return {
        "asked": inside,
        "asked_share": _within((view.asked > 0).astype(np.float32), found.first, found.last)
        / (found.last - found.first + 1),
        "letters_asked": _within(view.letters, found.first, found.last) / length,
        "near_before": before[found.first],
        "near_behind": behind[found.last],
        "nearer_before": before[found.first] > behind[found.last],
        "asked_before": _at(view.asked > 0, found.first - 1),
        "asked_behind": _at(view.asked > 0, found.last + 1),
        "clause": (in_clause[clause[found.first]] - inside),
        "clause_before": earlier[clause[found.first]],
        "clause_letters": (shared / np.maximum(size, 1))[clause[found.first]],
    }


def _neighbours(wanted: Wanted, view: _View, found: Spans) -> Columns:
    """Whether the words around the span are those around the words that ask: “最大的什么基地” and “最大的电池基地”."""
    first, last, noun = found.first, found.last, wanted.question.asked.lower()
    nearest = next((word for word in wanted.before if word not in _SMALL_WORDS), None)
    left = _is(view, wanted.before[:1])
    right = _is(view, wanted.behind[:1])
    near = _is(view, (nearest,) if nearest else ())
    named = np.array(
        [len(word) > 1 and (word in noun or noun in word) if noun else False for word in view.words], np.float32
    )
    return {
        "left_1": _at(left, first - 1),
        "left_2": _at(left, first - 2),
        "left_4": _between(_is(view, wanted.before[:4]), first - 4, first),
        "right_1": _at(right, last + 1),
        "right_4": _between(_is(view, wanted.behind[:4]), last + 1, last + 5),
        "ends_right": _at(right, last),
        "starts_right": _at(right, first),
        "left_near": _between(near, first - 5, first),
        "left_behind": _between(near, last + 1, last + 6),
        "noun_last": _at(named, last),
        "noun_inside": _between(named, first, last + 1),
        "noun_letter": np.array([bool(noun) and word.endswith(noun[-1]) for word in view.words])[last],
        "noun_near": _between(named, first - 4, first) + _between(named, last + 1, last + 5),
    }


def _kinds(question: Question, view: _View, found: Spans) -> Columns:
    """Whether the span is a quantity of the kind and unit asked for, stands in the question, begins like a name."""
    single = found.first == found.last
    kind, unit = CLASSES.index(question.kind) if question.kind in QUANTITIES else -1, question.unit or "\0"
    start, end = view.start[found.first], view.end[found.last]
    spans = [view.text[a:b] for a, b in zip(start, end, strict=True)]
    return {
        "quantity_kind": single & (view.kind[found.first] == kind),
        "quantity_unit": single & (view.unit[found.first] == unit),
        "in_question": np.array([span.lower() in question.text.lower() for span in spans]),
        "surname": np.array([span[0] in SURNAMES and 2 <= len(span) <= 4 for span in spans]),
    }


def _is(view: _View, words: Sequence[str]) -> FloatArray:
    return np.array([word in words for word in view.words], np.float32)


def _at(values: Numbers, places: IntArray) -> Numbers:
    """Look values up; 0 for a place outside the sentence."""
    return np.pad(values, (2, 1))[np.clip(places, -2, len(values)) + 2]


def _within(values: FloatArray, first: IntArray, last: IntArray) -> Numbers:
    return _between(values, first, last + 1)


def _between(values: FloatArray, begin: IntArray, end: IntArray) -> Numbers:
    """Sum values from `begin` up to `end`, both cut to the sentence."""
    sums = np.concatenate([np.zeros_like(values[:1]), values.cumsum(0)])
    between: Numbers = sums[np.clip(end, 0, len(values))] - sums[np.clip(begin, 0, len(values))]
    return between
