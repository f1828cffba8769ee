import json
from pathlib import Path

import pytest

from bench.killed import main


def written(path: Path, count: int) -> Path:
    articles = ({"id": str(n), "text": f"海星市第{n}个公园昨天开放，占地{n}亩。" * 20} for n in range(count))
    path.write_text("\n".join(json.dumps(article, ensure_ascii=False) for article in articles), "utf-8")
    return path


@pytest.mark.slow
def test_a_service_starts_with_all_that_a_killed_ingest_took_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(written(tmp_path / "parks.jsonl", 6_000)), "--after", "1000", "--starts", "1"])
    first, ready, shown = capsys.readouterr().out.splitlines()
    there = int(first.split()[2])
    assert 1_000 <= there < 6_000
    assert first == f"killed with {there} articles in; 1 starts, all with {there}"
    assert ready.startswith("ready: median ")
    assert shown.startswith("everything shown: ")


@pytest.mark.slow
def test_an_ingest_that_ends_by_itself_is_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="wenju ingest ended with status 0, without 1000 articles"):
        main([str(written(tmp_path / "parks.jsonl", 10)), "--after", "1000"])
