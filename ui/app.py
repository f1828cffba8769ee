"""The chat: layout and event wiring; the only file that imports gradio.

What is shown comes ready-made from `conversation`. What a visit needs lives in the visitor's `gr.State`; the visitor's
browser holds the id under which the conversation is kept, and nobody else knows it.
"""

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from assistant.conversations import Conversations, Exchange
from ui.conversation import Answering, Moment, moments, opening, restored
from ui.gate import ChatGate

STATIC = Path(__file__).parent / "static"
TITLE = "问据：向新闻提问，句句有出处"
STATE_SECONDS = 4 * 3600
# Where the visitor's browser holds the id. Gradio encrypts what it holds; a key of its own choice would be another one
# after each restart.
STORAGE_KEY = STORAGE_SECRET = "wenju-conversation"
# Gradio writes no empty value to the browser: the former one would stay there.
NO_CONVERSATION = "-"
EXPORT = "/v1/conversations/{}/export"
CONCURRENT_ANSWERS = 8
WAITING_QUESTIONS = 64

# Read by Gradio when it is imported: no telemetry, no model hub, and no table of all events drawn up after each one.
GRADIO_SETTINGS = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "HF_HUB_OFFLINE": "1",
}

EXAMPLES = (
    ("目标", ("宁波今年要建多少家市级智能工厂？", "宁波今年要打造多少家省级“未来工厂”？")),
    ("企业", ("哪些宁波企业入围了浙江省“未来工厂”名单？", "宁波移动和多少家企业签了合作协议？")),
    ("融资", ("国开行宁波分行发放了多少贷款？", "国开行宁波分行提供的资金有什么特点？")),
)

_MASTHEAD = '<h1>问据</h1><p class="motto">向新闻提问，句句有出处</p>'
_WELCOME = (
    '<p class="welcome-lead">用平常的话问一件事。</p>'
    "<p>回答只说收录的报道能证明的话，并附上那一句原文；报道里没有的，就说没有。</p>"
)
_HEAD = (
    '<meta name="color-scheme" content="light dark"><script src="./chat/page.js"></script>'
    '<link rel="stylesheet" href="./chat/page.css"><link rel="stylesheet" href="./chat/talk.css">'
    '<link rel="stylesheet" href="./chat/sources.css">'
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that questions and answers pass through."""

    exchanges: Any
    conversation: Any
    log: Any
    sources: Any
    draft: Any
    send: Any
    export: Any
    restart: Any
    welcome: Any
    examples: tuple[Any, ...]


def mount_chat(app: FastAPI, assistant: Answering, kept: Conversations | None = None) -> FastAPI:
    """Mount the chat at `/`; call it after every other route is in place, for what they do not answer comes here.

    :param kept: where conversations are kept; without it they end with the visit.
    """
    # Outside of an event loop, Gradio opens one for each lock that it makes, and closes none of them. The thread is
    # there because the caller may have a loop of its own.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(_mount(app, assistant, kept or Conversations()))).result()
    return app


async def _mount(app: FastAPI, assistant: Answering, kept: Conversations) -> None:
    gr = import_gradio()
    app.mount("/chat", StaticFiles(directory=STATIC), name="chat")
    gr.mount_gradio_app(
        app,
        _page(gr, assistant, kept),
        path="/",
        app_kwargs={"middleware": [Middleware(ChatGate, head=_HEAD)]},
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1kb",
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        favicon_path=str(STATIC / "favicon.png"),
        theme=gr.themes.Base(font=["Noto Sans CJK SC", "sans-serif"], font_mono=["monospace"]),
    )


def _page(gr: Any, assistant: Answering, kept: Conversations) -> Any:
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        _wire(gr, page, _layout(gr), assistant, kept)
    return page.queue(default_concurrency_limit=CONCURRENT_ANSWERS, max_size=WAITING_QUESTIONS, api_open=False)


def import_gradio() -> Any:
    """Import Gradio, which takes two seconds, with settings of ours; another call gives it at once."""
    for name, value in GRADIO_SETTINGS.items():
        os.environ.setdefault(name, value)
    import gradio

    return gradio


def _layout(gr: Any) -> _Parts:
    exchanges = gr.State((), time_to_live=STATE_SECONDS)
    conversation = gr.BrowserState(None, storage_key=STORAGE_KEY, secret=STORAGE_SECRET)
    with gr.Row(elem_id="masthead"):
        gr.Markdown(_MASTHEAD, elem_id="title")
        export = gr.Button("导出", elem_id="export", size="sm", visible=False)
        restart = gr.Button("新对话", elem_id="restart", size="sm")
    with gr.Row(elem_id="page"):
        with gr.Column(elem_id="talk"):
            log = _log(gr)
            with gr.Column(elem_id="welcome") as welcome:
                gr.Markdown(_WELCOME)
                with gr.Row(elem_id="examples"):
                    examples = tuple(button for theme, asked in EXAMPLES for button in _examples(gr, theme, asked))
            with gr.Row(elem_id="composer"):
                draft = _draft(gr)
                send = gr.Button("提问", variant="primary", elem_id="send")
        with gr.Column(elem_id="evidence"):
            sources = gr.Markdown(opening().sources, elem_id="sources", latex_delimiters=[], sanitize_html=True)
    return _Parts(exchanges, conversation, log, sources, draft, send, export, restart, welcome, examples)


def _log(gr: Any) -> Any:
    return gr.Chatbot(
        elem_id="log",
        label="对话",
        show_label=False,
        layout="panel",
        height=None,
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        sanitize_html=True,
        autoscroll=False,
        group_consecutive_messages=False,
    )


def _examples(gr: Any, theme: str, questions: tuple[str, ...]) -> tuple[Any, ...]:
    with gr.Column(elem_classes="example-group"):
        gr.Markdown(f'<h2 class="example-theme">{theme}</h2>')
        return tuple(gr.Button(question, elem_classes="example", size="sm") for question in questions)


def _draft(gr: Any) -> Any:
    return gr.Textbox(
        elem_id="question",
        label="问题",
        show_label=False,
        container=False,
        placeholder="用平常的话提问",
        max_lines=6,
        html_attributes=gr.InputHTMLAttributes(lang="zh-CN", enterkeyhint="send", autocomplete="off"),
    )


def _wire(gr: Any, page: Any, parts: _Parts, assistant: Answering, kept: Conversations) -> None:
    def show(moment: Moment) -> list[Any]:
        return [
            [{"role": message.role, "content": message.html} for message in moment.messages],
            moment.sources,
            moment.exchanges,
            moment.conversation or NO_CONVERSATION,
            gr.skip() if moment.draft is None else moment.draft,
            gr.Button(interactive=not moment.busy),
            gr.Column(visible=not moment.messages),
            gr.Button(link=EXPORT.format(moment.conversation), visible=moment.conversation is not None),
        ]

    def ask(question: str, exchanges: tuple[Exchange, ...], conversation: Any) -> Iterator[list[Any]]:
        yield from map(show, moments(assistant, kept, question, exchanges, _id(conversation)))

    def restore(conversation: Any) -> list[Any]:
        # Who comes for the first time may have begun to type or to ask.
        known = _id(conversation)
        return [gr.skip()] * len(outputs) if known is None else show(restored(assistant, kept, known))

    told = [parts.exchanges, parts.conversation]
    outputs = [parts.log, parts.sources, *told, parts.draft, parts.send, parts.welcome, parts.export]
    wiring: dict[str, Any] = {"outputs": outputs, "show_progress": "hidden", "api_visibility": "private"}
    asking: dict[str, Any] = {**wiring, "trigger_mode": "once"}
    typed = gr.on([parts.draft.submit, parts.send.click], ask, [parts.draft, *told], **asking)
    tapped = [example.click(ask, [example, *told], **asking) for example in parts.examples]
    parts.restart.click(lambda: show(opening()), cancels=[typed, *tapped], **wiring)
    page.load(restore, [parts.conversation], **wiring)


def _id(held: Any) -> str | None:
    """Take from what a browser holds what may be an id; a browser may hold anything."""
    return held if isinstance(held, str) and held != NO_CONVERSATION else None
