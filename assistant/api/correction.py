"""What became of an article, and of a sentence quoted from it, between an earlier version and the current one."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.article import Article
from corpus.sentences import Sentence, sentences

# From this share of common characters on, a sentence is the quoted one, reworded.
_SAME_SENTENCE = 0.6
# Characters up to which sentences are compared so: the time grows with the square.
_COMPARED = 500
_PARTS = (
    ("标题", "title"),
    ("正文", "text"),
    ("媒体名称", "source"),
    ("日期", "published"),
    ("栏目", "section"),
    ("作者", "byline"),
    ("网址", "url"),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a later version changed: `parts` names it in Chinese.

    `current.text[start:end]` is the quote where `stands`, else the sentence that says it now; an empty span where
    nothing quoted is left, or nothing was quoted.
    """

    parts: tuple[str, ...]
    stands: bool = False
    start: int = 0
    end: int = 0


def correction(old: Article, current: Article, start: int, end: int) -> Correction:
    """Compare two versions of an article, and look in the current one for `old.text[start:end]`.

    A quote stands where every sentence that it touches stands word for word: 长3公里 in 不到3公里 would prove nothing.

    >>> old = Article("a", "大桥通车", "大桥通车了。全长3公里。")
    >>> new = Article("a", "大桥通车", "昨天大桥通车了。全长3公里。")
    >>> correction(old, new, 6, 12)
    Correction(parts=('正文',), stands=True, start=8, end=14)
    >>> correction(old, new, 0, 6)
    Correction(parts=('正文',), stands=False, start=0, end=8)
    """
    parts = tuple(name for name, field in _PARTS if getattr(old, field) != getattr(current, field))
    touched = [each for each in sentences(old.text) if each.start < end and start < each.end]
    if not touched:
        return Correction(parts)
    first, last = touched[0].start, touched[-1].end
    begin = min(_places(current, old.text[first:last]), key=lambda at: abs(at - first), default=None)
    if begin is not None:
        return Correction(parts, True, begin + start - first, begin + end - first)
    now = _reworded(max(touched, key=lambda each: min(end, each.end) - max(start, each.start)), current)
    return Correction(parts, False, now.start, now.end) if now else Correction(parts)


def _places(article: Article, whole: str) -> Iterator[int]:
    """Find where whole sentences of an article are these."""
    split = [*sentences(article.text)]
    ends = {each.end for each in split}
    return (
        each.start for each in split if each.start + len(whole) in ends and article.text.startswith(whole, each.start)
    )


def _reworded(sentence: Sentence, article: Article) -> Sentence | None:
    """Find the sentence of an article that is most like another one, if any is like it at all."""
    best, likeness = None, _SAME_SENTENCE
    matcher = SequenceMatcher(None, "", sentence.text, autojunk=False)
    short = [each for each in sentences(article.text) if len(each.text) <= _COMPARED >= len(sentence.text)]
    for each in short:
        matcher.set_seq1(each.text)
        if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness < matcher.ratio():
            best, likeness = each, matcher.ratio()
    return best
