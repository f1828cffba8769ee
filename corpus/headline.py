"""The lines that stand over an article: its title, the kicker above it, the sub-title below it; knows no other part.

The title alone names the article in a citation. Kicker and sub-title often say what people ask for, and so belong to
the text, where they can be quoted: they become headings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import captions, cues
from corpus.imprint import imprint
from corpus.lines import Line

_LINES = 4
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Headline:
    """`title` is one line, or several that are read on; `above` are kickers, `below` sub-titles. `opens`: a byline, a
    dateline or a note follows, which proves that an article begins."""

    title: tuple[Line, ...]
    above: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    opens: bool = False

    @property
    def size(self) -> int:
        """How many lines it takes."""
        return len(self.title) + len(self.above) + len(self.below)


def is_title(line: Line) -> bool:
    """Whether a line could be a title, and is neither a byline nor the caption of a picture."""
    text = line.text
    other = cues.stands_alone(text) or captions.is_caption(text) or cues.is_subtitle(text) or cues.is_opening(text)
    other = other or imprint(text) is not None
    remark = text.startswith(("（", "(")) and text.endswith(("）", ")"))
    return cues.is_title(text) and not (other or remark) and not (line.complete and line.indented)


def headline(following: Sequence[Line], usual_gap: int) -> Headline | None:
    """The headline that some lines begin with; None where the first could be no title.

    Lines closer together than usual are halves of one title, if they are about as long as one another. Any further line
    is a kicker or a sub-title only where an opening or a marked sub-title (`——`) proves it, since a short line under a
    title may also be the first heading of the text. The shortest line is the title: the largest type holds the least.

    >>> from corpus.lines import printed_lines
    >>> page = printed_lines("全市水上公交网今天一次织密\\n十二条航线开通\\n——市民乘船上班\\n记者 甲小乙")
    >>> over = headline(page, 0)
    >>> [line.text for line in (*over.above, *over.title, *over.below)], over.title[0].text
    (['全市水上公交网今天一次织密', '十二条航线开通', '——市民乘船上班'], '十二条航线开通')
    """
    size = _title_size(following, usual_gap)
    if not size:
        return None
    units, marked = [list(following[:size])], []
    for line in following[size:_LINES]:
        if line.gap > max(usual_gap, 1):
            break
        if cues.is_subtitle(line.text):
            marked.append(line)
        elif not marked and is_title(line):
            _add(units, line, usual_gap)
        else:
            break
        size += 1
    follower = following[size] if size < len(following) else None
    opens = follower is not None and cues.is_opening(follower.text)
    if not (opens or marked):
        return Headline(tuple(_halves(following[:size], usual_gap)))
    lengths = [sum(len(line.text) for line in unit) for unit in units]
    main = lengths.index(min(lengths))
    above = tuple(line for unit in units[:main] for line in unit)
    below = tuple(line for unit in units[main + 1 :] for line in unit)
    return Headline(tuple(units[main]), above, (*below, *marked), opens)


def _title_size(following: Sequence[Line], usual_gap: int) -> int:
    """1 where the first line could be a title, 2 where it is one only with the rest after its comma; else 0."""
    if following and is_title(following[0]):
        return 1
    if len(following) > 1 and following[0].text.endswith(("，", ",")) and following[1].gap < usual_gap:
        whole = replace(following[1], text=_text(following[:2]))
        return 2 if is_title(whole) and is_title(following[1]) else 0
    return 0


def _add(units: list[list[Line]], line: Line, usual_gap: int) -> None:
    last = units[-1][-1]
    alike = min(len(last.text), len(line.text)) >= _ALIKE * max(len(last.text), len(line.text))
    if line.gap < usual_gap and alike and cues.is_title(_text([*units[-1], line])):
        units[-1].append(line)
    else:
        units.append([line])


def _halves(following: Sequence[Line], usual_gap: int) -> list[Line]:
    """The first line, and those that stand closer than usual under it, as long as they make one title."""
    title = [following[0]]
    for line in following[1:]:
        if line.gap >= usual_gap or not (is_title(line) and cues.is_title(_text([*title, line]))):
            break
        title.append(line)
    return title


def _text(printed: Sequence[Line]) -> str:
    return "".join(line.text for line in printed)
