import json
from pathlib import Path

from bench.risk import Judged, Point, curve, drawing, read


def test_the_surest_are_answered_first() -> None:
    points = curve([Judged(0.1, False), Judged(0.8, True), Judged(0.5, False), Judged(0.4, True)])
    assert [point.coverage for point in points] == [0.25, 0.5, 0.75, 1]
    assert points[0].risk == 0
    assert points[-1].risk == 0.5


def test_a_report_is_read_without_what_was_not_asked(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    rows = [{"confidence": 0.9, "answer": True}, {"confidence": 0.3, "refused": True}, {"confidence": None}]
    report.write_text(json.dumps({"rows": rows}), encoding="utf-8")
    assert read(report) == [Judged(0.9, True), Judged(0.3, False)]


def test_every_curve_is_drawn_with_its_name() -> None:
    drawn = drawing([("甲", [Point(0.5, 0.1), Point(1, 0.9)]), ("乙", [Point(1, 0.2)])])
    assert drawn.count("<polyline") == 2
    assert "甲" in drawn
    assert "乙" in drawn
