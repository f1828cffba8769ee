"""Reading question sets, and the line that is at fault."""

import json
from pathlib import Path

import pytest

from assistant.evaluation.questionset import read_set
from corpus.errors import BadSetting

ITEM = {"id": "t1", "kind": "factoid", "question": "大桥有多长？", "standalone": "大桥有多长？", "verdict": None}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_items_are_read_in_order_and_blank_lines_skipped(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(ITEM), "", json.dumps({**ITEM, "id": "t2", "turns": ["它在哪？"]}))
    first, second = read_set(path)
    assert (first.id, first.turns, first.must_include) == ("t1", (), ())
    assert second.turns == ("它在哪？",)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "set.jsonl:2 不是有效的 JSON"),
        (json.dumps({**ITEM, "kind": "riddle"}), "set.jsonl:2 kind 只能是"),
        (json.dumps({"id": "t1"}), "set.jsonl:2 kind 缺少这一项"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, sentence: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_set(written(tmp_path, json.dumps(ITEM), line))
    assert sentence in caught.value.detail


def test_a_missing_or_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="找不到题集文件"):
        read_set(tmp_path / "none.jsonl")
    with pytest.raises(BadSetting, match="是空的"):
        read_set(written(tmp_path, ""))
