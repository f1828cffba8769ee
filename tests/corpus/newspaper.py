"""Newspaper pages to be: articles of made-up sentences, set in columns under headlines; a seed tells the page."""

import random
from dataclasses import dataclass

from tests.corpus.pdf_pages import WIDTH, Picture, Text, column

_SUBJECTS = ("渔港", "书屋", "茶园", "码头", "夜校", "邮局", "老街", "苗圃", "水库", "粮仓", "灯塔", "渡口")
_PLACES = ("白沙湾", "东湖边", "青石镇", "云岭村", "南浦", "小溪口", "松林坡", "石桥头")
_DEEDS = ("今天起对市民开放", "本周完成改造", "添了新设备", "迎来首批客人", "办起了展览", "种下第一批树苗")
_MORE = ("村里人说日子越过越亮堂", "来的人比往年多了两成", "整个工程花了三年时间", "下个月还要再添一处", "大家轮流看管")
_TITLES = (
    "{place}{subject}换了模样",
    "{place}的{subject}，{place}的新生活",
    "{subject}里的四季",
    "走进{place}{subject}",
)
_MARGIN, _GUTTER, _LEADING = 40.0, 16.0, 1.4


@dataclass(frozen=True, slots=True)
class Story:
    """What is printed of one article: its title, its paragraphs, and the caption that stands among them, if any."""

    title: str
    paragraphs: tuple[str, ...]
    caption: str | None = None


def story(chance: random.Random, *, captioned: bool = False) -> Story:
    """An article of three to six paragraphs."""
    place, subject = chance.choice(_PLACES), chance.choice(_SUBJECTS)
    title = chance.choice(_TITLES).format(place=place, subject=subject)
    caption = f"{place}{subject}一角。（甲小乙 摄）" if captioned else None
    return Story(title, tuple(_paragraph(chance) for _ in range(chance.randint(3, 6))), caption)


def _paragraph(chance: random.Random) -> str:
    sentences = (
        f"{chance.choice(_PLACES)}{chance.choice(_SUBJECTS)}{chance.choice(_DEEDS)}，{chance.choice(_MORE)}，"
        f"共有{chance.randint(11, 99)}户人家参加。"
        for _ in range(chance.randint(1, 4))
    )
    return "".join(sentences)


def set_page(stories: list[Story], columns: int, chance: random.Random) -> list[Text | Picture]:
    """The articles one below the other, each under a headline over all its columns, which end at about one height."""
    size = chance.choice((8.0, 9.0, 10.0))
    width = int(((WIDTH - 2 * _MARGIN) - (columns - 1) * _GUTTER) / columns / size)
    step = width * size + _GUTTER
    page: list[Text | Picture] = []
    y = 40.0
    for printed in stories:
        head = size * chance.choice((1.8, 2.2, 2.6))
        room = columns * step - _GUTTER - head * len(printed.title)
        page.append(Text(_MARGIN + chance.choice((0, room / 2)), y, head, printed.title))
        y += 1.5 * head
        lines = column(0, 0, printed.paragraphs, width=width, size=size)
        height = -(-len(lines) // columns)
        at = chance.randrange(1, height - 1) if printed.caption and height > 3 else None
        for number in range(columns):
            down = y
            for index, line in enumerate(lines[number * height : (number + 1) * height]):
                if number == 0 and index == at and printed.caption:
                    page.append(Picture(_MARGIN, down + size, width * size, 5 * size))
                    down += 6.5 * size
                    page.append(Text(_MARGIN, down, 0.85 * size, printed.caption[:width]))
                    page.append(Text(_MARGIN, down + 1.2 * size, 0.85 * size, printed.caption[width:] or "　"))
                    down += 3.2 * size
                page.append(Text(_MARGIN + number * step, down, size, line.text))
                down += _LEADING * size
        y += _LEADING * size * height + (11 * size if at is not None else 0) + 2.5 * size
    return page
