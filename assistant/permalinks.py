"""The lasting address of a place in one version of an article: what every citation carries."""

from urllib.parse import quote


def permalink(document_id: str, version: str, start: int = 0, end: int = 0) -> str:
    """Give the address of a version of an article, with `text[start:end]` to be shown where there is such a span.

    >>> permalink("n1", "0f3a9c5d7e1b2a46", 12, 57)
    '/articles/n1@0f3a9c5d7e1b2a46#12-57'
    >>> permalink("渡口/1#", "0f3a9c5d7e1b2a46")
    '/articles/%E6%B8%A1%E5%8F%A3%2F1%23@0f3a9c5d7e1b2a46'
    """
    address = f"/articles/{quote(document_id, safe='')}@{version}"
    return f"{address}#{start}-{end}" if start < end else address


def marked_page(document_id: str, version: str, start: int, end: int) -> str:
    """Give the address to which the page's script turns a permalink: the same place, marked without any script.

    A fragment never reaches a server. What links from one page to another uses this form at once.

    >>> marked_page("n1", "0f3a9c5d7e1b2a46", 12, 57)
    '/articles/n1@0f3a9c5d7e1b2a46?start=12&end=57#quote'
    """
    return f"{permalink(document_id, version)}?start={start}&end={end}#quote"
