"""How near the articles read from laid out pages come to those that were laid out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.article import Article, BlockKind
from corpus.page import page_articles
from tests.corpus.layouts import Printed, Told, printed

DEVELOPMENT = range(400)
HELD_OUT = range(1_000, 1_200)

_START = 12  # characters of a first paragraph that tell it from others


def blocks(article: Article, kind: BlockKind) -> tuple[str, ...]:
    return tuple(article.text[block.start : block.end] for block in article.blocks if block.kind == kind)


def read(article: Article) -> Told:
    """What was read of an article, as the layouts tell it."""
    return Told(
        title=article.title,
        paragraphs=blocks(article, "body"),
        captions=blocks(article, "caption"),
        headings=blocks(article, "heading"),
        notes=blocks(article, "note"),
        byline=article.byline,
        section=article.section,
    )


def spaceless(told: Told) -> Told:
    """White space left aside: where a line was broken at a space, nobody can tell that there was one."""
    return Told(
        title=_packed(told.title),
        paragraphs=tuple(map(_packed, told.paragraphs)),
        captions=tuple(map(_packed, told.captions)),
        headings=tuple(map(_packed, told.headings)),
        notes=tuple(map(_packed, told.notes)),
        byline=told.byline,
        section=_packed(told.section) if told.section else None,
    )


def _packed(text: str) -> str:
    return "".join(text.split())


@dataclass(slots=True)
class Score:
    """Counts of what was printed, what was found, and what of it is right; see `table`."""

    printed: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, printed: Iterable[object], found: Iterable[object]) -> None:
        told, seen = Counter(printed), Counter(found)
        self.printed[what] += told.total()
        self.found[what] += seen.total()
        self.right[what] += (told & seen).total()

    def recall(self, what: str) -> float:
        return self.right[what] / self.printed[what]

    def precision(self, what: str) -> float:
        return self.right[what] / self.found[what]

    def f1(self, what: str) -> float:
        return 2 * self.right[what] / (self.printed[what] + self.found[what])

    def table(self) -> Iterator[str]:
        for what in self.printed:
            recall, precision, f1 = self.recall(what), self.precision(what), self.f1(what)
            yield f"{what:10} recall {recall:.4f} precision {precision:.4f} f1 {f1:.4f}"


def score(readings: Iterable[tuple[Printed, Sequence[Article]]]) -> Score:
    """Score files and the articles read from them.

    `starts` are the beginnings of articles, `articles` those right in each paragraph, in order, and `whole` those right
    in everything that is told of them.
    """
    total = Score()
    for page, articles in readings:
        found = [spaceless(read(article)) for article in articles]
        told = [spaceless(article) for article in page.articles]
        total.add(
            "starts",
            (a.paragraphs[0][:_START] for a in told),
            (a.paragraphs[0][:_START] for a in found if a.paragraphs),
        )
        total.add("articles", (a.paragraphs for a in told), (a.paragraphs for a in found))
        total.add("whole", map(_unordered, told), map(_unordered, found))
        for what in ("paragraphs", "captions", "headings", "notes"):
            total.add(what, (x for a in told for x in getattr(a, what)), (x for a in found for x in getattr(a, what)))
        for what in ("title", "byline", "section"):
            total.add(
                what,
                ((a.paragraphs[0], getattr(a, what)) for a in told),
                ((a.paragraphs[0], getattr(a, what)) for a in found if a.paragraphs),
            )
    return total


def _unordered(told: Told) -> object:
    return (
        told.title,
        told.paragraphs,
        frozenset(told.captions),
        frozenset(told.headings),
        told.notes,
        told.byline,
        told.section,
    )


if __name__ == "__main__":
    for name, seeds in (("development", DEVELOPMENT), ("held out", HELD_OUT)):
        files = map(printed, seeds)
        print(name, *score((page, page_articles(page.raw)) for page in files).table(), sep="\n")  # noqa: T201
