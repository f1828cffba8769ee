"""Draw a risk-coverage curve: how many of the answers given are wrong, the more questions are answered.

    python -m bench.risk REPORT.json[:NAME] ... --out FILE.svg

A report is what `wenju eval SET --out` writes. Coverage is the share of all questions, unanswerable ones among them,
whose confidence reaches a threshold; risk is the share of those that are unanswerable or would be answered wrongly. A
question that was refused counts as wrong, since its answer was not given.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP = 640, 400, 64, 24
COLOURS = ("#9c2f1f", "#1f5f9c", "#2f7d4f")


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: how sure the program was, and whether its answer is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Point:
    """At a threshold: the share of questions answered, and the share of these answers that is wrong."""

    coverage: float
    risk: float


def curve(judged: Sequence[Judged]) -> list[Point]:
    """Answer the surest first, then one more each time.

    >>> curve([Judged(0.9, True), Judged(0.2, False)])
    [Point(coverage=0.5, risk=0.0), Point(coverage=1.0, risk=0.5)]
    """
    points, wrong = [], 0
    for place, one in enumerate(sorted(judged, key=lambda one: -one.confidence), 1):
        wrong += not one.right
        points.append(Point(place / len(judged), wrong / place))
    return points


def read(report: Path) -> list[Judged]:
    """Read the questions of a report that were asked."""
    rows = json.loads(report.read_text(encoding="utf-8"))["rows"]
    return [
        Judged(row["confidence"], bool(row.get("answer", False))) for row in rows if row.get("confidence") is not None
    ]


def drawing(curves: Sequence[tuple[str, Sequence[Point]]]) -> str:
    """Draw the curves with axes from 0 to 1 (coverage) and 0 to .6 (risk)."""
    width, height = WIDTH - LEFT - 16, HEIGHT - TOP - 56

    def at(coverage: float, risk: float) -> str:
        return f"{LEFT + coverage * width:.1f},{TOP + height - risk / 0.6 * height:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for step in range(6):
        share = step / 5
        x, y = at(share, 0).split(",")
        parts.append(f'<text x="{x}" y="{TOP + height + 20}" text-anchor="middle">{share:.1f}</text>')
        y = at(0, share * 0.5).split(",")[1]
        parts.append(f'<text x="{LEFT - 8}" y="{y}" text-anchor="end">{share * 0.5:.1f}</text>')
        parts.append(f'<line x1="{LEFT}" x2="{LEFT + width}" y1="{y}" y2="{y}" stroke="#ddd"/>')
    parts.append(f'<text x="{LEFT + width / 2}" y="{HEIGHT - 8}" text-anchor="middle">回答的比例 coverage</text>')
    parts.append(f'<text x="8" y="{TOP - 8}">其中答错的比例 risk</text>')
    for colour, (name, points) in zip(COLOURS, curves, strict=False):
        line = " ".join(at(point.coverage, min(point.risk, 0.6)) for point in points)
        place = TOP + 16 + 18 * [known for known, _ in curves].index(name)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{LEFT + 12}" y="{place}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Read, draw, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", metavar="REPORT.json[:NAME]")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    pairs = [(report.partition(":")[2] or report, Path(report.partition(":")[0])) for report in options.reports]
    options.out.write_text(drawing([(name, curve(read(path))) for name, path in pairs]), encoding="utf-8")


if __name__ == "__main__":
    main()
