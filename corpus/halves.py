"""Which article goes on where: 下转第4版 meets 上接第1版; knows markers and titles, and no line of a page."""

from collections.abc import Sequence
from string import ascii_uppercase

from corpus.draft import Draft
from corpus.jumps import page_number


def rejoined(drafts: Sequence[Draft]) -> list[Draft]:
    """The articles, each with what stands of it on later pages; a half whose other one is not here is left alone.

    The pages that two markers name must be those that they stand on, where these print their numbers. Of several halves
    that fit, the one goes first that repeats the title, then the one that comes first.
    """
    whole: list[Draft] = []
    for draft in drafts:
        waiting = [before for before in whole if _leads(before, draft)] if draft.came_from else []
        if waiting:
            max(waiting, key=lambda before: before.is_called(draft.title)).go_on_with(draft)
        else:
            whole.append(draft)
    return whole


def _leads(before: Draft, draft: Draft) -> bool:
    """Whether an article goes on in a draft, by the numbers of the pages that are known.

    Where both stand on one page, a page break was lost and its number says nothing.
    """
    if before.goes_to is None or draft.came_from is None:
        return False
    if before.last_page is draft.page:
        return True
    onto = page_number(draft.page.head.number or "")
    of = page_number(before.last_page.head.number or "")
    return _fit(before.goes_to.page, onto) and _fit(draft.came_from.page, of)


def _fit(named: str, printed: str) -> bool:
    """Whether a marker can mean a page: `4` may stand for `A4`, and a page without a number may be any.

    >>> _fit("4", "A4"), _fit("A4", "4"), _fit("4", "5"), _fit("4", "")
    (True, True, False, True)
    """
    if named[:1].isalpha() and printed[:1].isalpha():
        return named == printed
    return not (named and printed) or named.lstrip(ascii_uppercase) == printed.lstrip(ascii_uppercase)
