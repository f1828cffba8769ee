"""`wenju eval`: a question set against the local index."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import DataOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.evaluation.evaluate import Score

SetArgument = Annotated[Path, typer.Argument(metavar="SET", help="题集：每行一个 JSON 对象")]
KindOption = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="只评这一类，可多次给出")]
LimitOption = Annotated[int | None, typer.Option(min=1, metavar="N", help="只评前 N 题")]
ShowOption = Annotated[int, typer.Option(min=0, metavar="N", help="每一类印出前 N 道错题")]
OutOption = Annotated[Path | None, typer.Option(metavar="FILE", help="把全部结果写进这个文件（JSON）")]


def evaluate(
    question_set: SetArgument,
    kind: KindOption = None,
    limit: LimitOption = None,
    show: ShowOption = 0,
    out: OutOption = None,
    data: DataOption = None,
) -> None:
    """用题集给检索和回答打分。"""
    from assistant.commands.progress import counting
    from assistant.evaluation.evaluate import score
    from assistant.evaluation.questionset import read_set
    from assistant.evaluation.scorecard import Scorecard, row
    from assistant.settings import load_settings
    from assistant.startup import assistant_over, open_for_questions

    items = [item for item in read_set(question_set) if not kind or item.kind in kind][:limit]
    if not items:
        raise typer.BadParameter(f"题集里没有 {'、'.join(kind or ())} 类的题", param_hint="--kind")
    settings = load_settings(data=data)
    scores = []
    with open_for_questions(settings) as library, counting("已评", "题") as tell:
        assistant = assistant_over(library, settings)
        for item in items:
            scores.append(score(item, assistant, library.retriever, library))
            tell(len(scores), len(items))
    card = Scorecard.of(scores)
    typer.echo("\n".join([*card.printed(), *_wrong(scores, show)]))
    if out:
        report = {"set": str(question_set), **card.as_json(), "rows": [row(each) for each in scores]}
        out.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")


def _wrong(scores: "Sequence[Score]", show: int) -> "Iterator[str]":
    from assistant.evaluation.scorecard import row

    for kind in dict.fromkeys(score.item.kind for score in scores):
        wrong = [score for score in scores if score.item.kind == kind and score.wrong]
        yield from (json.dumps(row(score), ensure_ascii=False) for score in wrong[:show])
