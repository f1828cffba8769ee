"""Traditional Chinese written in simplified characters, as the corpus is; the only importer of opencc.

Knows characters, not regional words: 軟體 becomes 软体, not 软件.
"""

import functools
from collections.abc import Callable


def simplified(text: str) -> str:
    """Write traditional characters in simplified ones, one for one; any other text comes back as it is; never raises.

    >>> simplified("國家開發銀行的綠色貸款")
    '国家开发银行的绿色贷款'
    >>> simplified("鲁迅的著作《乾坤》")
    '鲁迅的著作《乾坤》'
    """
    if _is_plain(text):
        return text
    try:
        return _converter()(text)
    except UnicodeEncodeError:  # half a surrogate pair, which opencc refuses
        return text


def _is_plain(text: str) -> bool:
    """Tell text of the simplified character set apart without a table: what GB 2312 can write needs no conversion."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@functools.cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    return OpenCC("t2s").convert
