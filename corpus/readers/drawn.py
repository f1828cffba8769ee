"""Text drawn from a file that holds more than text, line by line, made an article; knows no file format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.article import Article, BlockKind
from corpus.bylines import byline
from corpus.imprint import Imprint, imprint, together
from corpus.layout import Part, Span, lay_out, visible
from corpus.readers.record import Defaults, check_length, cleaned_article, fields_of


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading or a caption as it was drawn, without a line break in it."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An article without what stood between its headline and its text, and what that said."""

    lines: tuple[Line, ...]
    imprint: Imprint
    names: tuple[str, ...]


def opened(lines: Sequence[Line], title: str | None) -> Opened:
    """Take the repeated headline, the imprint and the byline off the top, and an imprint off the end.

    >>> texts = ["大桥通车", "2023-07-24 来源：甬江网", "记者 甲小乙", "大桥今天通车。", "发布日期：2023-07-24"]
    >>> top = opened([Line("body", text) for text in texts], "大桥通车")
    >>> [line.text for line in top.lines], top.imprint.source, top.names
    (['大桥今天通车。'], '甬江网', ('甲小乙',))
    """
    start, end = 0, len(lines)
    said: list[Imprint] = []
    names: list[str] = []
    for line in lines[:-1]:
        text = visible(line.text)
        found, written = imprint(text), byline(text)
        if not (found or written or text == title):
            break
        said.extend([found] if found else [])
        names.extend(written)
        start += 1
    while end > start + 1 and (found := imprint(visible(lines[end - 1].text))):
        said.append(found)
        end -= 1
    return Opened(tuple(lines[start:end]), together(said), tuple(dict.fromkeys(names)))


def drawn_article(record: Mapping[str, object], lines: Sequence[Line], defaults: Defaults) -> Article:
    """Make an article of the lines; the text that its runs lead back to is the lines joined by a line break.

    Title, outlet and the like are those of `record`, as in `article_from_record`.

    :raises BadDocument: no text, too much of it, or a field that is not what it should be.

    >>> drawn_article({}, [Line("heading", "数字"), Line("body", "全长 3 公里。")], Defaults()).text
    '数字\\n全长 3 公里。'
    """
    raw = drawn(lines)
    check_length(raw)
    return cleaned_article(fields_of(record), lay_out(raw, _parts(lines)), defaults)


def drawn(lines: Sequence[Line]) -> str:
    """The text that an article's runs lead back to."""
    return "\n".join(line.text for line in lines)


def _parts(lines: Sequence[Line]) -> Iterator[Part]:
    at = 0
    for line in lines:
        yield Part(line.kind, (Span(at, at + len(line.text)),))
        at += len(line.text) + 1
