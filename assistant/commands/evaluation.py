"""`wenju eval`: a question set against the local index."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import DataOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.evaluation.evaluate import Score
    from assistant.evaluation.questionset import Item
    from assistant.settings import Settings

SetArgument = Annotated[Path, typer.Argument(metavar="SET", help="题集：每行一个 JSON 对象")]
KindOption = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="只评这一类，可多次给出")]
LimitOption = Annotated[int | None, typer.Option(min=1, metavar="N", help="只评前 N 题")]
ShowOption = Annotated[int, typer.Option(min=0, metavar="N", help="每一类印出前 N 道错题")]
SearchOption = Annotated[bool, typer.Option("--search", help="只评检索：词语、语义、合并、最终各自的名次")]
OutOption = Annotated[Path | None, typer.Option(metavar="FILE", help="把全部结果写进这个文件（JSON）")]


def evaluate(
    question_set: SetArgument,
    kind: KindOption = None,
    limit: LimitOption = None,
    show: ShowOption = 0,
    search: SearchOption = False,
    out: OutOption = None,
    data: DataOption = None,
) -> None:
    """用题集给检索和回答打分。"""
    from assistant.evaluation.questionset import read_set
    from assistant.settings import load_settings

    items = [item for item in read_set(question_set) if not kind or item.kind in kind][:limit]
    if not items:
        raise typer.BadParameter(f"题集里没有 {'、'.join(kind or ())} 类的题", param_hint="--kind")
    settings = load_settings(data=data)
    report = _found(items, settings) if search else _answered(items, settings, show)
    if out:
        out.write_text(json.dumps({"set": str(question_set), **report}, ensure_ascii=False, indent=1), encoding="utf-8")


def _answered(items: "Sequence[Item]", settings: "Settings", show: int) -> dict[str, object]:
    """Ask every item, print the figures, and give the report."""
    from assistant.commands.progress import counting
    from assistant.evaluation.evaluate import score
    from assistant.evaluation.scorecard import Scorecard, row
    from assistant.startup import assistant_over, open_for_questions

    scores = []
    with open_for_questions(settings) as library, counting("已评", "题") as tell:
        assistant = assistant_over(library, settings)
        for item in items:
            scores.append(score(item, assistant, library.retriever, library))
            tell(len(scores), len(items))
    card = Scorecard.of(scores)
    typer.echo("\n".join([*card.printed(), *_wrong(scores, show)]))
    return {**card.as_json(), "rows": [row(each) for each in scores]}


def _found(items: "Sequence[Item]", settings: "Settings") -> dict[str, object]:
    """Search for every item in every way, print the figures, and give the report."""
    from assistant.commands.progress import counting
    from assistant.evaluation.finding import find_every_way, row, summary
    from assistant.startup import open_for_questions

    places = []
    with open_for_questions(settings) as library, counting("已评", "题") as tell:
        for number, item in enumerate(items, 1):
            if found := find_every_way(item, library):
                places.append(found)
            tell(number, len(items))
    typer.echo("\n".join(summary(places)))
    return {"rows": [row(each) for each in places]}


def _wrong(scores: "Sequence[Score]", show: int) -> "Iterator[str]":
    from assistant.evaluation.scorecard import row

    for kind in dict.fromkeys(score.item.kind for score in scores):
        wrong = [score for score in scores if score.item.kind == kind and score.wrong]
        yield from (json.dumps(row(score), ensure_ascii=False) for score in wrong[:show])
