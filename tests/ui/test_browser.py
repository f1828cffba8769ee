"""The page in a real browser: asked in Chinese by typing, as its readers do."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from fastapi import FastAPI

from assistant.answer import Answer, Turn
from assistant.service import Event
from assistant.settings import Settings
from assistant.startup import assistant_over, open_filled
from corpus.article import Article
from tests.ui.fakes import MARKUP, SCRIPT, TARGET, FakeAssistant, cite
from tests.ui.serving import browsing, chromium, serving
from ui.app import EXAMPLES, mount_chat
from ui.command import service_over

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="needs Chromium (apt-get install chromium)"),
]

QUESTION = "宁波今年要建多少家市级智能工厂？"
FOLLOW_UP = "省级“未来工厂”呢？"
BOX = "#question textarea"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 667}
ATTACK = "<img src=x onerror='window.hacked=1'> ![图](http://evil.example/p.png) <script>window.hacked=1</script>[1]"
HOSTILE: Answer = replace(TARGET, answer=ATTACK, short_answer=None, citations=(cite(MARKUP, MARKUP.text[5:70]),))

TEXT_SIZES = """() => [...document.querySelectorAll("#masthead *, #page *")]
    .filter(e => e.checkVisibility() && !e.matches(".sr-only"))
    .filter(e => [...e.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize))"""


class Visit(NamedTuple):
    """A page with everything it asked for and everything it complained of."""

    page: Any
    addresses: list[str]
    complaints: list[str]


class TwoAtOnce(FakeAssistant):
    """Answers nobody before a second visitor has asked."""

    def __init__(self) -> None:
        super().__init__()
        self._both = threading.Barrier(2, timeout=30)

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        self._both.wait()
        yield from super().stream(question, history)


@contextmanager
def running(settings: Settings, port: int = 0) -> Iterator[str]:
    with (
        open_filled(settings) as library,
        serving(service_over(library, assistant_over(library, settings), settings), port) as address,
    ):
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole service over the bundled articles, with the bundled encoder."""
    with running(Settings(data=tmp_path_factory.mktemp("library") / "data")) as address:
        yield address


@pytest.fixture(scope="module")
def scripted() -> Iterator[str]:
    """The chat alone, over an assistant with a script."""
    with serving(mount_chat(FastAPI(), FakeAssistant({**SCRIPT, "坏": HOSTILE}))) as address:
        yield address


def visit(browser: Any, address: str, size: dict[str, int] = DESKTOP, language: str = "zh-CN") -> Visit:
    page = browser.new_context(locale=language, viewport=size).new_page()
    seen = Visit(page, [], [])
    page.on("request", lambda request: seen.addresses.append(request.url))
    page.on("console", lambda message: seen.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.goto(address)
    page.wait_for_selector(BOX)
    return seen


def ask(page: Any, question: str, answers: int = 1) -> None:
    page.click(BOX)
    page.keyboard.insert_text(question)
    page.keyboard.press("Enter")
    await_answers(page, answers)


def await_answers(page: Any, count: int) -> None:
    finished = "n => document.querySelectorAll('#log .answer').length >= n && !document.querySelector('#log .busy')"
    page.wait_for_function(finished, arg=count, timeout=60_000)


def test_a_question_typed_in_chinese_is_answered_with_its_quote_and_so_is_the_follow_up(
    browser: Any, service: str
) -> None:
    page, addresses, complaints = visit(browser, service)
    ask(page, QUESTION)
    assert page.inner_text("#log .question") == QUESTION
    assert "150" in page.inner_text("#log .short strong")
    assert page.inner_text("#log .badge") == "目标"
    link = page.locator("#sources .card a[target]").first.get_attribute("href")
    document, _, span = link.removeprefix("/articles/").partition("#")
    start, end = map(int, span.split("-"))
    article = httpx.get(f"{service}v1/documents/{document.split('@')[0]}").json()
    mark = page.locator("#sources mark").first
    assert mark.text_content() == article["text"][start:end]
    assert document == f"{article['id']}@{article['version']}"
    assert mark.is_visible()

    page.locator("#log .cite").first.click()
    assert page.evaluate("document.activeElement.id") == "source-1-1"
    with page.context.expect_page() as opened:
        page.locator("#sources .card a[target]").first.click()
    assert opened.value.text_content("mark") == article["text"][start:end]

    ask(page, FOLLOW_UP, answers=2)
    assert "多少家" in page.inner_text("#log .reading")
    assert page.locator("#log .question").count() == 2
    assert "5家以上" in page.locator("#log .answer").nth(1).inner_text()
    assert [address for address in addresses if not address.startswith((service, "data:"))] == []
    assert complaints == []


def test_a_permalink_marks_its_quote_and_shows_it_and_so_it_does_on_an_old_version(
    browser: Any, tmp_path: Path
) -> None:
    """Characters outside the first plane are one in an offset, and two in a browser."""
    lines = [f"𠮷林街道第{number}号通报：𠮷林水库蓄水{number}立方米。" for number in range(100)]
    old = Article("a/1", "通报😀", "\n".join(lines))
    quote = "𠮷林水库蓄水77立方米。"
    start = old.text.index(quote)
    old_page = f"articles/a%2F1@{old.version}"
    settings = Settings(data=tmp_path / "data")
    with open_filled(settings) as library:
        library.ingest([old])
        with serving(service_over(library, assistant_over(library, settings), settings)) as address:
            page = browser.new_page(viewport=PHONE)
            page.goto(f"{address}{old_page}#{start}-{start + len(quote)}")
            page.wait_for_selector("mark")
            assert page.locator("mark").all_text_contents() == [quote]
            assert page.evaluate("(r => r.top > 0 && r.bottom < innerHeight)(quote.getBoundingClientRect())")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

            library.ingest([replace(old, text=f"更正。\n{old.text}")])
            page.goto(f"{address}{old_page}?start=0&end=9#{start}-{start + len(quote)}")
            page.wait_for_url("**#quote")
            assert page.locator("mark").all_text_contents() == [quote]
            notice, mark = page.locator(".notice").bounding_box(), page.locator("mark").bounding_box()
            assert 0 <= notice["y"] < notice["y"] + notice["height"] < mark["y"] < PHONE["height"]
            page.click(".notice a")
            page.wait_for_selector("mark")
            assert page.locator("mark").all_text_contents() == [quote]
            assert page.locator(".notice").count() == 0

            library.delete("a/1")
            page.goto(f"{address}{old_page}#1-2")
            assert "这篇文章已被删除" in page.inner_text("h1")


def test_a_phone_shows_everything_without_scrolling_sideways(browser: Any, service: str) -> None:
    page = visit(browser, service, PHONE).page
    page.get_by_role("button", name=EXAMPLES[0][1][0]).click()
    await_answers(page, 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    box = page.locator(BOX).bounding_box()
    assert 0 <= box["y"] <= PHONE["height"] - box["height"]
    assert min(page.evaluate(TEXT_SIZES)) >= 16


def test_a_new_conversation_begins_empty(browser: Any, scripted: str) -> None:
    page = visit(browser, scripted).page
    ask(page, "海塘镇今年要建多少座码头？")
    page.get_by_role("button", name="新对话").click()
    page.wait_for_selector("#examples")
    assert page.locator("#log .question, #sources .card").count() == 0


def test_a_conversation_is_there_again_after_a_reload_and_after_a_restart(browser: Any, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    with running(settings) as address:
        seen = visit(browser, address)
        page = seen.page
        assert not page.locator("#export").is_visible()
        ask(page, QUESTION)
        shown = page.inner_text("#log"), page.inner_text("#sources")
        page.reload()
        await_answers(page, 1)
        assert (page.inner_text("#log"), page.inner_text("#sources")) == shown
        assert page.locator("#welcome").is_hidden()
        stranger = visit(browser, address).page
        stranger.wait_for_selector("#examples")
        assert stranger.locator("#log .question").count() == 0
    with running(settings, int(address.rstrip("/").rpartition(":")[2])):
        page.goto(address)
        await_answers(page, 1)
        assert (page.inner_text("#log"), page.inner_text("#sources")) == shown
        ask(page, FOLLOW_UP, answers=2)
        assert "多少家" in page.inner_text("#log .reading")
        with page.expect_download() as download:
            page.get_by_role("link", name="导出").click()
        text = download.value.path().read_text(encoding="utf-8")
        assert download.value.suggested_filename == "问据对话.md"
        assert text.count("\n## ") == text.count("*原文摘录*") == 2

        page.get_by_role("button", name="新对话").click()
        page.wait_for_selector("#examples")
        page.reload()
        page.wait_for_selector("#examples")
        assert page.locator("#log .question").count() == 0
        ask(page, EXAMPLES[1][1][0])
        assert page.locator("#log .question").count() == 1
        assert seen.complaints == []


def test_an_empty_question_gets_a_hint_and_a_bad_one_is_not_lost(browser: Any, scripted: str) -> None:
    page = visit(browser, scripted).page
    page.get_by_role("button", name="提问").click()
    page.wait_for_selector("#log .notice")
    assert "请先写下" in page.inner_text("#log .notice")
    long = "长" * 3_000
    page.fill(BOX, long)
    page.keyboard.press("Enter")
    page.wait_for_selector("#log .notice >> text=问题太长")
    assert page.input_value(BOX) == long


def test_a_hostile_article_stays_text(browser: Any, scripted: str) -> None:
    page, addresses, _ = visit(browser, scripted)
    ask(page, "坏")
    assert page.locator("#log .sentence").text_content() == ATTACK
    assert page.locator("#sources mark").text_content() == MARKUP.text[5:70]
    assert page.locator("#log img, #sources img").count() == 0
    assert not any("evil.example" in address for address in addresses)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.hacked = 1";
        document.head.append(script);
    }""")
    assert page.evaluate("window.hacked") is None


def test_the_page_is_chinese_and_named_for_a_screen_reader_in_any_browser(browser: Any, scripted: str) -> None:
    page = visit(browser, scripted, language="en-US").page
    ask(page, "海塘镇今年要建多少座码头？")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.get_by_role("log", name="对话").get_attribute("aria-live") == "polite"
    assert page.get_by_role("textbox", name="问题").is_visible()
    assert page.get_by_role("complementary", name="出处").is_visible()
    assert page.locator("#log [aria-label*=message]").count() == 0


def test_two_visitors_are_answered_at_once_and_apart(browser: Any) -> None:
    with serving(mount_chat(FastAPI(), TwoAtOnce())) as address:
        pages = [visit(browser, address).page for _ in range(2)]
        questions = ("海塘镇今年要建多少座码头？", "海塘镇有几座机场？")
        for page, question in zip(pages, questions, strict=True):
            page.fill(BOX, question)
            page.keyboard.press("Enter")
        for page, question in zip(pages, questions, strict=True):
            await_answers(page, 1)
            assert page.locator("#log .question").all_inner_texts() == [question]
