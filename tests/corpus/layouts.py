"""Files of newspaper pages, and what stood on them before: seeded and pure, the same seed gives the same file.

As with the lines of a page (`typesetting`), a person can tell its articles apart: one that no wide gap announces opens
with a dateline, a byline or a note, and a kicker that looks like a title has one of them below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tests.corpus import newsroom
from tests.corpus.newsroom import Copy
from tests.corpus.typesetting import Setting, style

_SECTIONS = ["要闻", "经济", "民生", "文体", "国际", "山乡"]
_DESKS = ["责任编辑：赵甲　版式：钱乙丙", "责编 赵甲 美编 钱乙 校对 孙丙丁", "本版编辑/赵甲"]
_CLOSING_DESKS = ["（责任编辑：赵甲）", "(责编 赵甲)", "（编辑：赵甲 校对：钱乙丙）"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader makes of one article."""

    title: str
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A file of pages, and the articles in it."""

    raw: str
    articles: tuple[Told, ...]
    source: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page in the making: its number as printed without 版, its name, and how many articles it is to hold."""

    number: str
    name: str
    articles: int
    setting: Setting

    @property
    def section(self) -> str:
        return f"{self.number}版 {self.name}"


@dataclass(frozen=True, slots=True)
class _Half:
    """What is left of an article for another page: its number among those told, and whether its sentence is cut."""

    title: str
    told: int
    paragraphs: tuple[str, ...]
    origin: str
    cut: bool


def printed(seed: int) -> Printed:
    """The file of a seed."""
    return _Press(Random(seed)).printed()


class _Press:
    """One file in the making."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.style = style(rng)
        self.mixed = self.style.width is not None and rng.random() < 0.3  # articles in columns of their own
        sheets = rng.choice([1, 1, 1, 2, 2, 3])
        self.by_feed = rng.random() < 0.5
        self.headed = sheets > 1 or rng.random() < 0.6
        self.outlet = rng.choice(["甬江晚报", "松岭日报"])
        self.day = date(2021, rng.randint(1, 12), rng.randint(1, 28))
        form = rng.choice(["A{}", "第{}"])
        self.sheets = [
            _Sheet(
                form.format(number),
                rng.choice(_SECTIONS),
                rng.randint(1, 5 if sheets == 1 else 3),
                Setting(rng, self.style),
            )
            for number in range(1, sheets + 1)
        ]
        self.jump = self._jump()
        self.told: list[Told] = []

    def printed(self) -> Printed:
        half: _Half | None = None
        jumper = self.rng.randrange(self.sheets[0].articles)
        for at, sheet in enumerate(self.sheets):
            for place in range(sheet.articles):
                is_last = place == sheet.articles - 1
                if self.jump == "orphan" and (at, place) == (0, jumper) and place:
                    self._orphan(sheet)
                elif self.jump in ("page", "sheet", "away") and (at, place) == (0, jumper):
                    half = self._first_half(sheet)
                else:
                    goes_over = is_last and not half and at + 1 < len(self.sheets) and self.rng.random() < 0.3
                    self._article(sheet, self.sheets[at + 1].setting if goes_over else None)
                if half and is_last and (self.jump, at) in (("page", 0), ("sheet", 1)):
                    self._second_half(sheet, half)
                    half = None
            if self.rng.random() < 0.3:
                sheet.setting.put(self.rng.choice(_DESKS))
        return self._file()

    def _file(self) -> Printed:
        newline = self.rng.choice(["\n", "\r\n"])
        separator = "\f" if self.by_feed else newline * self.rng.choice([1, 2, 3])
        raw = separator.join(newline.join(self._with_heads(sheet)) + newline for sheet in self.sheets)
        source, day = (self.outlet, self.day) if self.headed else (None, None)
        return Printed(newline * self.rng.choice([0, 0, 2]) + raw, tuple(self.told), source, day)

    def _jump(self) -> str:
        """Where an article goes on: on the page, on another sheet, away from the file, or away before it."""
        if self.rng.random() > 0.4:
            return "nowhere"
        return self.rng.choice(["page" if len(self.sheets) == 1 else "sheet", "away", "orphan"])

    def _with_heads(self, sheet: _Sheet) -> list[str]:
        rng = self.rng
        blank = ["", "", " ", "\u3000"]
        lines = [line for gap, text in sheet.setting.lines for line in (*(rng.choice(blank) for _ in range(gap)), text)]
        if not self.headed:
            return lines
        day = f"{self.day.year}年{self.day.month}月{self.day.day}日"
        gap = [""] * rng.choice([0, 1, 2])
        head = rng.choice(
            [
                [f"{self.outlet} {day} 星期四 {sheet.section}"],
                [f"{self.outlet} {day} 星期四 {sheet.section}"],
                [f"{sheet.number}版：{sheet.name}　{self.outlet}　{day}"],
                [f"{self.outlet}｜{day}", sheet.section],
                [self.outlet, day, "星期四", f"{sheet.number}版", sheet.name],
                [f"{sheet.name} {sheet.number}版", f"{self.outlet} {day}星期四"],
            ]
        )
        footed = self.by_feed and rng.random() < 0.2
        return [*head, *gap, *lines, *([*gap, rng.choice([f"{sheet.number}版", sheet.section])] if footed else [])]

    def _article(self, sheet: _Sheet, over: Setting | None) -> None:
        """Set an article; `over` is the next page, which its last sentence goes on to."""
        if self.mixed:
            sheet.setting.style = replace(self.style, width=self.rng.randint(10, 40))
        copy = newsroom.article(self.rng)
        told, dateline = self._headline(sheet, copy)
        text = (dateline + copy.paragraphs[0], *copy.paragraphs[1:])
        signature = self._signature(copy, told) if over is None else ""
        if signature and not signature.startswith(tuple(desk[:2] for desk in _CLOSING_DESKS)):
            told = replace(told, byline=copy.names)
        self.told.append(self._text(sheet.setting, told, text, closing=signature, over=over))

    def _signature(self, copy: Copy, told: Told) -> str:
        """What closes an article in brackets: who wrote it, where nothing else says so, or who edited it."""
        if not told.byline and self.rng.random() < 0.3:
            return f"（{self.rng.choice(['记者 ', '本报记者 '])}{' '.join(copy.names)}）"
        return self.rng.choice(_CLOSING_DESKS) if self.rng.random() < 0.1 else ""

    def _headline(self, sheet: _Sheet, copy: Copy) -> tuple[Told, str]:
        """Set what stands over an article; its dateline is the beginning of its first paragraph."""
        rng, setting = self.rng, sheet.setting
        usual = setting.style.paragraph_gap
        close = bool(setting.lines) and rng.random() < 0.35  # no gap tells that an article begins
        openings = ["byline", "byline", "dateline", "dateline", "note", "byline and note"]
        if not (close or setting.style.is_tight):
            openings += ["none"] * 4
        opening = rng.choice(openings)
        gap = usual + rng.choice([0, 1]) if close else setting.style.article_gap
        heads = self._title(setting, copy.title, gap, kicked=opening != "none" and rng.random() < 0.25)
        told = Told(copy.title, headings=heads, section=sheet.section if self.headed else None)
        if opening.startswith("byline"):
            setting.put(self._byline(copy.names))
            told = replace(told, byline=copy.names)
        if opening.endswith("note"):
            mark = rng.choice(["编者按：", "编者按：", "【编者按】", "开栏的话："])
            note = setting.fitting(mark + newsroom.paragraph(rng))
            setting.put_lines(setting.paragraph(note))
            told = replace(told, notes=(note,))
        if opening != "dateline":
            return told, ""
        role = rng.choice(["记者 ", "本报记者 ", "通讯员 "])
        return replace(told, byline=copy.names), f"本报讯（{role}{' '.join(copy.names)}）"

    def _title(self, setting: Setting, title: str, gap: int, *, kicked: bool) -> tuple[str, ...]:
        """Set a title, on one line or two, with a kicker above and a sub-title below it; these two are returned."""
        rng, usual = self.rng, setting.style.paragraph_gap
        heads = []
        kicker = newsroom.kicker(rng)
        first, comma, second = title.partition("，")
        if kicked and len(kicker) > len(title) + 2:
            setting.put(kicker, gap)
            heads.append(kicker)
            setting.put(title, max(0, usual - rng.choice([0, 1])) if len(title) <= 0.6 * len(kicker) else usual)
        elif comma and usual and abs(len(first) - len(second)) < 3:
            setting.put(first + comma, gap)
            setting.put(second, 0)
        else:
            setting.put(title, gap)
        if rng.random() < 0.2:
            heads.append(f"——{newsroom.heading(rng)}见闻")
            setting.put(heads[-1])
        return tuple(heads)

    def _byline(self, names: Sequence[str]) -> str:
        rng = self.rng
        if len(names) == 1:
            forms = ["记者 {}", "□本报记者 {}", "记者 {} 文/图", "本报记者　{}"]
            return rng.choice(forms).format(names[0])
        others = rng.choice([" ", "　"]).join(names[1:])
        return f"{rng.choice(['', '□', '■ '])}本报记者 {names[0]} 通讯员 {others}"

    def _text(
        self,
        setting: Setting,
        told: Told,
        paragraphs: Sequence[str],
        *,
        lead: str = "",
        closing: str = "",
        over: Setting | None = None,
    ) -> Told:
        """Set the text of an article, with headings between its paragraphs and pictures in them; what it tells, too.

        `lead` is the marker from another page before it, `closing` that to another page or the signature after it.
        """
        rng = self.rng
        for number, paragraph in enumerate(paragraphs):
            last = number == len(paragraphs) - 1
            heading = newsroom.heading(rng)
            if number and rng.random() < 0.2 and setting.put_heading(heading):
                told = replace(told, headings=(*told.headings, heading))
            text = setting.fitting(paragraph, closing if last else "")
            lines = setting.paragraph((lead if number == 0 else "") + text + (closing if last else ""))
            gap = setting.style.article_gap if lead and number == 0 else None
            told = replace(told, paragraphs=(*told.paragraphs, text))
            if last and over and (halves := setting.halves(lines)):
                setting.put_lines(halves[0], gap)
                over.put_lines(halves[1])
                return told
            told = self._paragraph(setting, told, lines, gap)
            if not last:
                told = self._picture(setting, told)
        return told

    def _paragraph(self, setting: Setting, told: Told, lines: Sequence[str], gap: int | None) -> Told:
        caption = setting.put_interrupted(lines, gap) if self.rng.random() < 0.3 else None
        if caption is None:
            setting.put_lines(lines, gap)
        return replace(told, captions=(*told.captions, caption)) if caption else told

    def _picture(self, setting: Setting, told: Told) -> Told:
        """Set a picture's caption or label between two paragraphs, or none."""
        chance = self.rng.random()
        if chance > 0.25:
            return told
        if chance > 0.15:
            setting.put_label()
            return told
        caption = newsroom.caption(self.rng, credited=self.rng.random() < 0.7)
        if not caption.endswith(("）", ")")):
            caption = f"图为{caption}"
        setting.put_caption(caption)
        return replace(told, captions=(*told.captions, caption))

    def _first_half(self, sheet: _Sheet) -> _Half:
        """Set an article up to a marker to another page."""
        rng = self.rng
        copy = newsroom.article(rng)
        while len(copy.paragraphs) < 3 or len(copy.paragraphs[1]) < 45:
            copy = newsroom.article(rng)
        middle = len(copy.paragraphs) // 2
        text = copy.paragraphs[middle]
        halves = Setting(rng, replace(self.style, width=None)).halves([text]) if rng.random() < 0.6 else None
        before, rest = (halves[0][0], halves[1][0]) if halves else (text, "")
        target = self.sheets[1].number if self.jump == "sheet" else f"{sheet.number[:-1]}8"
        marker = rng.choice([f"（下转{target}版）", f"(下转{target}版)", f"下转{target}版"])
        told, dateline = self._headline(sheet, copy)
        own_line = marker.startswith("下转") or rng.random() < 0.3
        first, *more = [*copy.paragraphs[:middle], before]
        told = self._text(sheet.setting, told, [dateline + first, *more], closing="" if own_line else marker)
        if own_line:
            sheet.setting.put(marker)
        self.told.append(told)
        others = tuple(filter(None, (rest, *copy.paragraphs[middle + 1 :])))
        return _Half(copy.title, len(self.told) - 1, others, sheet.number, cut=bool(rest))

    def _second_half(self, sheet: _Sheet, half: _Half) -> None:
        """Set the other half, and put it together with the first in what a reader makes of it."""
        rng, setting = self.rng, sheet.setting
        marker = rng.choice([f"（上接{half.origin}版）", f"(上接{half.origin}版)"])
        how = rng.choice(["before the text", "before the title", "alone"])
        if how == "before the title":
            setting.put(marker + rng.choice([half.title, half.title.partition("，")[0]]), setting.style.article_gap)
        elif how == "alone":
            setting.put(marker.strip("（）()"), setting.style.article_gap)
        lead = marker if how == "before the text" else ""
        more = self._text(setting, Told(half.title), half.paragraphs, lead=lead)
        told = self.told[half.told]
        *whole, last = told.paragraphs
        rest, *others = more.paragraphs
        self.told[half.told] = replace(
            told,
            paragraphs=(*whole, last + rest, *others) if half.cut else (*whole, last, rest, *others),
            captions=told.captions + more.captions,
            headings=told.headings + more.headings,
        )

    def _orphan(self, sheet: _Sheet) -> None:
        """Set the second half of an article whose first half is not here."""
        copy = newsroom.article(self.rng)
        sheet.setting.put(f"（上接第1版）{copy.title}", sheet.setting.style.article_gap)
        told = Told(copy.title, section=sheet.section if self.headed else None)
        self.told.append(self._text(sheet.setting, told, copy.paragraphs))
