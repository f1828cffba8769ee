"""Question sets: one JSON object a line; knows how to read them, not how to score them."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.validation import field, reason
from corpus.errors import BadSetting

Kind = Literal["factoid", "paraphrase", "list", "followup", "unanswerable", "claim"]


class Item(BaseModel):
    """One question with what a right answer must hold.

    `turns` are the earlier user questions of a follow-up, `standalone` is it written out. `must_include` holds groups:
    of each, at least one string must occur in a right answer. `evidence` are exact substrings that prove it.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: Kind
    question: str = Field(min_length=1)
    standalone: str = Field(min_length=1)
    turns: tuple[str, ...] = ()
    doc_ids: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    must_include: tuple[tuple[str, ...], ...] = ()


def read_set(path: Path) -> tuple[Item, ...]:
    """Read a question set.

    :raises BadSetting: a file that is missing or not UTF-8, or a line that is no item; names the line.
    """
    if not path.is_file():
        raise BadSetting(f"找不到题集文件 {path}")
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"题集 {path} 读不了：{error}") from error
    items = tuple(_item(path, number, line) for number, line in enumerate(lines, 1) if line.strip())
    if not items:
        raise BadSetting(f"题集 {path} 是空的")
    return items


def _item(path: Path, number: int, line: str) -> Item:
    try:
        return Item.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadSetting(f"{path}:{number} {field(first['loc'])} {reason(first)}".replace("  ", " ")) from error
