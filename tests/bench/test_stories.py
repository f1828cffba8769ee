import json
from pathlib import Path

import pytest

from bench.stories import main, pairs, sign, stories
from tests.index.stories import COPIES, CORRECTED, OTHER, STORY


def test_articles_of_one_story_are_gathered() -> None:
    signed = sign([OTHER, STORY, CORRECTED, *COPIES])
    assert stories(signed) == {1: [1, 3, 4, 5]}
    assert set(pairs(signed)) == {(1, 3), (1, 4), (1, 5), (3, 4), (3, 5), (4, 5)}


def test_the_table_and_what_differs_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "news.jsonl"
    records = [{"id": each.id, "title": each.title, "text": each.text} for each in (STORY, *COPIES, OTHER)]
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    main([str(path), "--read", "9"])
    told = capsys.readouterr().out
    assert "| stories of two and more | 1 |" in told
    assert "| their sizes | 4: 1 |" in told
    assert "story longer" in told
    assert "水科普馆" in told
