"""`wenju ask` and `wenju search`: one question, on the terminal."""

import time
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from assistant.answer import Answer
from assistant.commands.options import (
    DataOption,
    DocumentOption,
    FromOption,
    JsonOption,
    SourceOption,
    TodayOption,
    ToOption,
    filters_of,
    readable,
)
from assistant.writing.reprinted import reprinted
from corpus.status import CHINESE
from index.passage import Hit

QuestionArgument = Annotated[str, typer.Argument(metavar="QUESTION", help="问题", callback=readable)]
QueryArgument = Annotated[str, typer.Argument(metavar="QUERY", help="词语或问题", callback=readable)]
CountOption = Annotated[int, typer.Option("-k", min=1, max=100, metavar="N", help="最多返回多少段，默认 10")]


def ask(
    question: QuestionArgument,
    first: FromOption = None,
    last: ToOption = None,
    source: SourceOption = None,
    document: DocumentOption = None,
    today: TodayOption = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """回答一个问题，并给出原文证据。"""
    from assistant.settings import load_settings
    from assistant.startup import assistant_over, open_for_questions

    settings, filters = load_settings(data=data), filters_of(first, last, source, document, today)
    with open_for_questions(settings, lagging=True) as library:
        _tell_unshown(library.unshown)
        answer = assistant_over(library, settings).ask(question, filters=filters)
    if as_json:
        from assistant.api.wire import AnswerBody

        typer.echo(AnswerBody.model_validate(answer).model_dump_json(indent=2))
    else:
        typer.echo("\n".join(_answer_lines(answer)))


def search(
    query: QueryArgument,
    k: CountOption = 10,
    first: FromOption = None,
    last: ToOption = None,
    source: SourceOption = None,
    document: DocumentOption = None,
    today: TodayOption = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """只找原文段落，最相关的在前。"""
    from assistant.settings import load_settings
    from assistant.startup import open_for_questions

    filters = filters_of(first, last, source, document, today)
    with open_for_questions(load_settings(data=data), lagging=True) as library:
        _tell_unshown(library.unshown)
        begin = time.perf_counter()
        hits = library.retriever.search(query, k, filters)
        seconds = time.perf_counter() - begin
    if as_json:
        from assistant.api.wire import SearchBody

        typer.echo(SearchBody.of(hits, seconds).model_dump_json(indent=2))
    else:
        typer.echo("\n\n".join(map(_hit_text, hits)) or "没有找到相关的段落")


def _tell_unshown(changes: int) -> None:
    if changes:
        words = f"提示：最近的 {changes} 次改动还没有编入索引，这次查不到；收录完成或 wenju serve 启动后就会补上"
        typer.echo(words, err=True)


def _answer_lines(answer: Answer) -> Iterator[str]:
    if answer.short_answer:
        status = f"（{CHINESE[answer.fact_status]}）" if answer.fact_status else ""
        yield f"{answer.short_answer}{status}"
        yield ""
    yield answer.answer
    if label := _label(answer):
        yield label
    for citation in answer.citations:
        yield ""
        yield f"[{citation.marker}] {_about(citation.title, citation.source, citation.published)}"
        yield f"    {citation.quote}"
        if others := reprinted(citation.reprints):
            yield f"    {others}"


def _label(answer: Answer) -> str:
    """Say whose words an answer is in, where a language model had a part in it."""
    model = answer.generator.removeprefix("llm:")
    if model != answer.generator:
        rest = f"；另有 {answer.dropped} 句没有通过核对，已删去" if answer.dropped else ""
        return f"（由语言模型 {model} 生成，逐句核对过{rest}）"
    if answer.dropped:
        return f"（语言模型写的 {answer.dropped} 句没有通过核对，没有采用；以上摘自原文）"
    return ""


def _hit_text(hit: Hit) -> str:
    others = reprinted(hit.reprints)
    about = f"{hit.score:.3f} {_about(hit.title, hit.source, hit.published)}"
    return "\n".join(filter(None, (about, hit.passage.text, others)))


def _about(title: str, source: str | None, published: date | None) -> str:
    return " · ".join(str(part) for part in (title, source, published) if part)
