"""As of when the fact of an answer holds, and the note that says so; reads the citation alone, never the corpus."""

from datetime import date

from assistant.answer import AsOf, AsOfBasis, Citation
from assistant.extraction.values import Value
from corpus.quantities import quantities
from corpus.simplified import simplified
from corpus.times import Time, reckoned, time_of, times


def as_of(proof: Citation, value: Value | None) -> AsOf | None:
    """Tell as of when the value in a quote holds, or what the first relative date of a quote without one means.

    A figure without a time of its own holds as of publication; anything else without one has no time.

    :param value: where the bare value stands in the article, if the question has one.
    """
    if value is None:
        relative = (time for time in times(simplified(proof.quote)) if not time.absolute)
        time = next(relative, None)
        return _of(proof, time) if time else None
    if not proof.start <= value.start < value.end <= proof.end:
        return None
    time = time_of(simplified(proof.quote), value.start - proof.start)
    if time and (found := _of(proof, time)):
        return found
    if time is None and is_figure(value.text) and proof.published:
        return _of_publication(proof.published)
    return None


def note(told: AsOf | None, published: date | None) -> str:
    """Word it in one parenthesis; empty where the quote says it already.

    >>> day = date(2021, 5, 31)
    >>> note(AsOf("2020年", "reckoned", "去年", date(2020, 1, 1), date(2020, 12, 31)), day)
    '（“去年”指2020年，按发表日期2021-05-31推算）'
    >>> note(AsOf("2021-05-31", "published", None, day, day), day)
    '（据2021-05-31报道）'
    """
    if told is None or told.basis == "printed":
        return ""
    if told.basis == "published":
        return f"（据{told.text}报道）"
    return f"（“{told.words}”指{told.text}，按发表日期{published}推算）"


def is_figure(text: str) -> bool:
    """Tell whether a bare value is a number of something: 150家以上, 5.6亿元, 12天; not a date, and no name with one.

    >>> [is_figure(text) for text in ("150家以上", "约3.2公里", "8月3日", "第3届", "5G基站建设")]
    [True, True, False, False, False]
    """
    found = quantities(text)
    first = found[0] if found else None
    return (
        first is not None
        and not first.date
        and first.kind != "ordinal"
        and 2 * sum(each.end - each.start for each in found) >= len(text)
    )


def _of(proof: Citation, time: Time) -> AsOf | None:
    period = reckoned(simplified(proof.quote), time, proof.published)
    if period is None:
        return None
    basis: AsOfBasis = "printed" if time.absolute else "reckoned"
    return AsOf(period.text, basis, proof.quote[time.start : time.end], period.first, period.last)


def _of_publication(day: date) -> AsOf:
    return AsOf(day.isoformat(), "published", None, day, day)
