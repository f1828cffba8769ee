import random
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from corpus.article import Article, Origin, Rejection
from corpus.readers import pdfium
from corpus.readers.files import Defaults, read_bytes
from tests.corpus.newspaper import set_page, story
from tests.corpus.pdf_pages import Picture, Text, column, file_of, pdf, stream

BRIDGE = "大桥今天正式开工，计划用三年时间建成，全长三公里，桥面宽三十米，可以并行六辆车。"
SCHOOL = "夜校设了竹编、育苗、电商三门课，学员从附近七个村子赶来，有人为此骑车两个小时。"


def read(data: bytes, name: str = "a.pdf") -> list[Article]:
    items = list(read_bytes(name, data))
    assert all(isinstance(item, Article) for item in items), items
    return [item for item in items if isinstance(item, Article)]


def blocks(article: Article, kind: str = "body") -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind == kind]


def reason(data: bytes) -> str:
    [rejection] = read_bytes("a.pdf", data)
    assert isinstance(rejection, Rejection)
    return rejection.reason


def test_a_single_column() -> None:
    [article] = read(pdf([Text(50, 50, 20, "大桥开工"), *column(50, 90, [BRIDGE, SCHOOL], width=30)]), "x/may.pdf")
    assert (article.title, blocks(article)) == ("大桥开工", [BRIDGE, SCHOOL])
    assert (article.origin, article.published) == (Origin("may.pdf", None, (1,)), None)


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_below_a_headline(columns: int) -> None:
    lines = column(0, 0, [BRIDGE, SCHOOL, BRIDGE])
    each = -(-len(lines) // columns)
    page = [Text(50, 50, 20, "大桥开工")]
    for number in range(columns):
        for at, line in enumerate(lines[number * each : (number + 1) * each]):
            page.append(Text(50 + 140 * number, 90 + 14 * at, 10, line.text))
    [article] = read(pdf(page))
    assert (article.title, blocks(article)) == ("大桥开工", [BRIDGE, SCHOOL, BRIDGE])


def test_a_caption_in_the_middle_of_a_sentence() -> None:
    lines = column(50, 90, [BRIDGE, SCHOOL])
    rest = [Text(50, line.y + 110, 10, line.text) for line in lines[2:]]
    page: list[Text | Picture] = [
        Text(50, 50, 20, "大桥开工"),
        *lines[:2],
        Picture(50, 120, 120, 80),
        Text(50, 205, 8, "大桥一角。（甲乙 摄）"),
        *rest,
    ]
    [article] = read(pdf(page))
    assert blocks(article) == [BRIDGE, SCHOOL]
    assert blocks(article, "caption") == ["大桥一角。（甲乙 摄）"]


def test_two_articles_on_a_page_with_the_date_in_its_head() -> None:
    head = [Text(50, 20, 8, "甬江晚报"), Text(250, 20, 8, "2021年5月20日"), Text(500, 20, 8, "要闻")]
    first = [Text(50, 50, 20, "大桥开工"), Text(50, 80, 10, "本报记者 甲小乙"), *column(50, 100, [BRIDGE], width=40)]
    second = [
        Text(200, 200, 20, "山里的夜校"),
        *column(50, 240, [SCHOOL], width=20),
        *column(300, 240, [BRIDGE], width=20),
    ]
    info = b"/Title (Layout 7) /Author (scanner) /CreationDate (D:20240101)"
    bridge, school = read(pdf([*head, *first, *second], info=info))
    assert (bridge.title, bridge.byline, blocks(bridge)) == ("大桥开工", ("甲小乙",), [BRIDGE])
    assert (school.title, school.byline, blocks(school)) == ("山里的夜校", (), [SCHOOL, BRIDGE])
    assert bridge.published == school.published == date(2021, 5, 20)


def test_an_article_of_three_pages_with_running_heads() -> None:
    lines = [line.text for line in column(0, 0, [BRIDGE, SCHOOL] * 8, width=32)]
    pages = []
    for number in range(3):
        shown = lines[number * 11 : (number + 1) * 11]
        body = [Text(50, 100 + 14 * at, 10, line) for at, line in enumerate(shown)]
        pages.append([Text(50, 20, 8, "甬江调查"), *body, Text(280, 810, 8, f"- {number + 1} -")])
    pages[0].append(Text(50, 60, 20, "大桥开工"))
    [article] = read(pdf(*pages))
    assert (article.title, blocks(article)) == ("大桥开工", [BRIDGE, SCHOOL] * 8)
    assert article.origin == Origin("a.pdf", None, (1, 2, 3))


def test_articles_know_their_pages_and_papers_of_two_days_their_dates() -> None:
    def paper(day: str, title: str, text: str) -> list[Text]:
        return [Text(50, 20, 8, f"甬江晚报 {day}"), Text(50, 50, 20, title), *column(50, 90, [text], width=40)]

    bridge, school = read(pdf(paper("2021年5月20日", "大桥开工", BRIDGE), paper("2021年5月21日", "山里的夜校", SCHOOL)))
    assert (bridge.published, school.published) == (date(2021, 5, 20), date(2021, 5, 21))
    assert [article.origin and article.origin.pages for article in (bridge, school)] == [(1,), (2,)]
    assert school.runs[0].raw_start > bridge.runs[-1].raw_start + len(bridge.text)


def test_defaults_fill_in_what_the_page_does_not_print() -> None:
    defaults = Defaults("甬江晚报", date(2023, 7, 24))
    [article] = read_bytes("a.pdf", pdf([*column(50, 50, [BRIDGE], width=40)]), defaults=defaults)
    assert isinstance(article, Article)
    assert (article.source, article.published) == ("甬江晚报", date(2023, 7, 24))


def test_what_stands_askew_or_outside_of_the_page_is_left_out() -> None:
    askew = Text(100, 100, 40, "内部资料", turn=(0.7, 0.7))
    [article] = read(pdf([*column(50, 50, [BRIDGE], width=40), askew, Text(700, 50, 10, "版房签")]))
    assert article.text == BRIDGE


def test_a_page_that_is_stored_on_its_side() -> None:
    lines = [
        Text(100 + 14 * at, 700, 10, line.text, turn=(0, 1)) for at, line in enumerate(column(0, 0, [BRIDGE], width=30))
    ]
    [article] = read(pdf(lines, rotate=90))
    assert article.text == BRIDGE


def test_a_character_outside_the_basic_plane_and_one_named_by_its_looks() -> None:
    [article] = read(pdf([Text(50, 50, 10, "𠮷林的⼤桥开工了。")]))
    assert article.text == "𠮷林的大桥开工了。"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\3\4 not a PDF", "内容却是 ZIP 压缩包"),
        (b"%PDF-1.7\n" + bytes(range(256)), "PDF 已损坏或不完整"),
        (pdf([Picture(0, 0, 595, 842)]), "这是扫描件，没有文字层；请先做文字识别（OCR）"),
        (pdf([Picture(0, 0, 595, 842), Text(280, 810, 8, "1")]), "这是扫描件"),
        (pdf([]), "没有可以取出的文字"),
        (pdf([Text(50, 50, 10, "\ue001\ue002\ue003\ue004" * 5)]), "字体没有正确的文字编码"),
        (pdf([Text(50, 50, 10, "".join(map(chr, range(0xC0, 0xD7))))]), "字体没有正确的文字编码"),
        (pdf(*[[]] * (pdfium.PAGES + 1)), "超过上限 2000 页"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(data: bytes, expected: str) -> None:
    assert expected in reason(data)


def test_a_page_of_untold_characters_is_refused_and_the_others_are_read() -> None:
    good, bad = column(50, 50, [BRIDGE], width=40), [Text(50, 50, 10, "\ue001\ue002\ue003\ue004")]
    rejection, article = read_bytes("a.pdf", pdf(bad, good))
    assert isinstance(rejection, Rejection)
    assert rejection.name == "a.pdf:1"
    assert isinstance(article, Article)
    assert article.text == BRIDGE


def protected() -> bytes:
    """Encrypted with a password that is not the empty one: its check does not hold."""
    encryption = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>", encryption]
    return file_of(objects, b"/Encrypt 3 0 R /ID [<00> <00>]")


def test_a_protected_file_asks_for_one_without_a_password() -> None:
    assert reason(protected()) == "PDF 有密码保护，请先去掉密码再试"


def page_of(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % resources
    return file_of(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, content, *more]
    )


def swelling() -> bytes:
    """Half a gigabyte of spaces, packed twice into a few hundred bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(512)) + packer.flush()
    return page_of(stream(b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(packed)))


def laughing() -> bytes:
    """Forms that each draw the next one three times, 28 deep."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    forms = [stream(form % (number + 1), b"/X Do " * 3) for number in range(5, 33)]
    last = stream(b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"f")
    return page_of(stream(b"", b"/X Do"), *forms, last, resources=b"/XObject << /X 5 0 R >>")


@pytest.mark.parametrize("make", [swelling, laughing])
def test_a_small_file_that_would_take_all_memory_or_time_is_ended(make: object) -> None:
    assert callable(make)
    assert "展开后过大、过于复杂" in reason(make())


def test_a_page_of_far_too_many_characters_is_refused() -> None:
    crowd = [Text(10, 10 + 8 * at, 0.5, "码头大桥" * 250) for at in range(31)]
    assert f"超过 {pdfium.PAGE_CHARACTERS} 字" in reason(pdf(crowd))


def test_uploads_are_read_in_threads() -> None:
    files = [pdf([Text(50, 50, 20, f"大桥{mark}开工"), *column(50, 90, [BRIDGE], width=40)]) for mark in "甲乙丙丁"]
    with ThreadPoolExecutor(4) as pool:
        titles = [article.title for [article] in pool.map(read, files)]
    assert titles == ["大桥甲开工", "大桥乙开工", "大桥丙开工", "大桥丁开工"]


def test_sixty_newspaper_pages_are_taken_apart_into_their_articles() -> None:
    printed, pages = set(), []
    for seed in range(60):
        chance = random.Random(seed)
        stories = [story(chance, captioned=chance.random() < 0.4) for _ in range(chance.randint(1, 3))]
        printed |= {(seed + 1, story.title, story.paragraphs) for story in stories}
        pages.append(set_page(stories, chance.randint(2, 4), chance))
        chance.shuffle(pages[-1])
    articles = read(pdf(*pages))
    places = [article.origin.pages[0] for article in articles if article.origin]
    told = {(page, article.title, tuple(blocks(article))) for page, article in zip(places, articles, strict=True)}

    def starts(some: set[tuple[int, str, tuple[str, ...]]]) -> set[tuple[int, str, str]]:
        return {(page, title, paragraphs[0][:8]) for page, title, paragraphs in some}

    right = len(starts(printed) & starts(told))
    assert 2 * right / (len(printed) + len(articles)) >= 0.95
    assert len(printed & told) >= 0.95 * len(printed)
