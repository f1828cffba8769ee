"""Another article's value for the same figure, in words; finds none and weighs none."""

from datetime import date


def otherwise(own: str, value: str, marker: int, published: date | None) -> str:
    """Say what another article gives: with its date where that tells it from the answer's, else as a contradiction.

    :param own: the answer's own value, quoted under marker 1.
    :param published: when the other article appeared; None where neither of the two is known to be the newer.

    >>> otherwise("150家", "120家", 2, date(2021, 3, 2))
    '2021-03-02另有报道为120家[2]。'
    >>> otherwise("150家", "120家", 2, None)
    '两篇报道不一致：150家[1]，120家[2]。'
    """
    if published is None:
        return f"两篇报道不一致：{own}[1]，{value}[{marker}]。"
    return f"{published}另有报道为{value}[{marker}]。"
