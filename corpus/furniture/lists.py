"""A list of other articles below an article: its heading, and nothing but titles behind it."""

import re

from corpus import cues

_HEADING = re.compile(
    r"(?:\A|\n)(?:[（(【\[]?(?:相关|推荐|延伸|拓展|热门|更多|好文)(?:阅读|报道|新闻|链接|推荐|文章)[）)】\]]?[：:]?)(?=\n)"
)


def reading_list(text: str) -> int | None:
    """Find where a list of other articles at the end of a text begins: every line behind its heading is a title.

    >>> reading_list("大桥通车了。\\n相关阅读\\n老码头的新生意\\n谁来守护老码头？")
    6
    >>> reading_list("大桥通车了。\\n相关阅读\\n老码头有了新生意。生意很好。")
    """
    if "\n" not in text:
        return None
    for heading in _HEADING.finditer(text):
        if all(cues.is_title(line) for line in text[heading.end() + 1 :].split("\n")):
            return heading.start()
    return None
