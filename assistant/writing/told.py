"""What an article tells of names, places, times and nouns, however it writes them; judges no answer.

Lenient: what may be there counts as there, so that only what is certainly missing is called so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.writing.place_names import names_place
from corpus.article import Article
from corpus.dates import Date, DatePart, covers
from corpus.quantities import quantities
from index.ranking.preference import NamedDate
from index.ranking.short_names import known_names
from index.ranking.wording import YEARS
from index.segment import bigrams, fold

_CALENDAR = frozenset(("年", "月", "日"))
_BODY = re.compile(
    r"(?:股份|有限|责任|控股|集团|公司|总公司|分公司|子公司|总部|总行|分行|支行|科技|实业)+$|^(?:中国|国家)(?=..)"
)
_TELLS_THE_YEAR_FROM_TODAY = re.compile("[今去前明后本当同上次]年")
_BETWEEN = ".{0,3}?"
_LONG_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Told:
    """An article, folded and without white space; its dates, with the years that its day of appearance gives them."""

    text: str
    dates: tuple[Date, ...]
    published: date | None

    @classmethod
    def by(cls, article: Article) -> "Told":
        """Take an article as it is told: its title, its outlet, its text."""
        whole = fold("\n".join((article.title, article.source or "", article.text)))
        return cls("".join(whole.split()), tuple(dates(whole, article.published)), article.published)

    def has_letters(self, words: str) -> bool:
        """Tell whether words stand here to the letter, or their letters in order and close by: 发改委 in 发展改革委."""
        plain = squeezed(words)
        if plain in self.text:
            return True
        return len(plain) >= _LONG_ENOUGH and bool(re.search(_BETWEEN.join(map(re.escape, plain)), self.text))

    def has_noun(self, words: str) -> bool:
        """Tell whether any two neighbouring letters of words stand here."""
        return self.has_letters(words) or any(pair in self.text for pair in bigrams(words))

    def has_name(self, name: str) -> bool:
        """Tell whether a name may stand here: without what its kind of body is called, by a part, by a short name."""
        known = known_names(name)
        if known:
            others = (name[: each.start] + other + name[each.end :] for each in known for other in each.others)
            return any(self.has_letters(form) for form in (name, *others))
        return self.has_noun(core(name))

    def has_place(self, place: str) -> bool:
        """Tell whether a place is named here."""
        return names_place(self.text, squeezed(place))

    def has_time(self, time: Date) -> bool:
        """Tell whether a day, month or year is named here, or is when the article appeared."""
        parts = {part.unit: part.value for part in time}
        named = NamedDate(parts.get("年"), parts.get("月"), parts.get("日"))
        if self.published and named.fits(self.published):
            return True
        if len(time) == 1 and named.year and str(named.year) in self.text:
            return True  # also of a span of years
        return any(covers(found, time) for found in self.dates)

    @property
    def leaves_the_year_open(self) -> bool:
        """Whether it speaks of 今年 or the like, and nobody knows which year that is."""
        return self.published is None and bool(_TELLS_THE_YEAR_FROM_TODAY.search(self.text))


def core(name: str) -> str:
    """Take off what many names have in common; nothing may be left.

    >>> core("康赛妮集团有限公司"), core("科技公司")
    ('康赛妮', '')
    """
    return _BODY.sub("", _BODY.sub("", squeezed(name)))


def squeezed(words: str) -> str:
    """Fold words and take the white space and the marks of quotation out of them."""
    return "".join(fold(words).split()).strip("《》“”")


def calendar(time: Date) -> Date:
    """Keep of a date the year, month and day that are given as numbers: of 去年8月 the month."""
    return tuple(part for part in time if part.unit in _CALENDAR and part.value is not None)


def dates(text: str, published: date | None) -> Iterator[Date]:
    """Give the dates of a text; those without a year of their own, or told from today, with that of its appearance."""
    for quantity in quantities(text):
        if not quantity.date:
            continue
        own = calendar(quantity.date)
        if published and not any(part.unit == "年" for part in own):
            moved = next((YEARS[part.unit] for part in quantity.date if part.unit in YEARS), 0)
            own = (DatePart("年", published.year + moved), *own)
        yield own
