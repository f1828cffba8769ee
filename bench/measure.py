"""The product's own figures on a corpus of your own: `python -m bench.measure FILE... [--questions SET]`.

Takes the files in with `wenju ingest` (twice: the second run should change nothing), asks on the command line, starts
the service and measures it over HTTP. Questions come from a question set (JSON Lines with a `question` each), or
else are sentences of the corpus's own articles. Prints one Markdown table.
"""

import argparse
import concurrent.futures
import json
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import httpx

from bench.process import run, tree_megabytes
from corpus.article import Article
from corpus.readers.files import read
from corpus.sentences import sentences

WENJU = str(Path(sys.executable).with_name("wenju"))
QUESTIONS = 300
CLIENTS = 16
LOAD_SECONDS = 10
ONCE = 5_000
SEED = 7


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    work: str
    value: str


@dataclass(frozen=True, slots=True)
class Service:
    """A running `wenju serve`: its address, process id and the seconds until it was ready."""

    url: str
    pid: int
    ready_after: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--data", type=Path, help="keep the data folder here; a filled one is not filled again")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        data = options.data or Path(temporary) / "data"
        figures = [] if data.exists() else list(ingest_figures(options.files, data))
        questions = read_questions(options.questions) if options.questions else sampled_sentences(options.files)
        figures += ask_figures(questions[0], data)
        with serving(data) as service:
            figures += service_figures(service, questions, sampled_sentences(options.files, ONCE))
    print("| work | measured |\n|---|---|")
    print("\n".join(f"| {figure.work} | {figure.value} |" for figure in figures))


def ingest_figures(files: Sequence[Path], data: Path) -> Iterator[Figure]:
    """Take the files in, and again."""
    command = [WENJU, "ingest", *map(str, files), "--data", str(data)]
    for name in ("ingest", "ingest again, nothing new"):
        done = run(command)
        if done.status:
            raise SystemExit(done.output)
        count = sum(int(number) for number in re.findall(r"(?:新增|更新|未变) (\d+)", done.output))
        rate = f"{count} articles, {done.seconds:.1f} s, {count / done.seconds:.0f} articles/s"
        yield Figure(name, f"{rate}, peak memory {done.peak_mb:.0f} MB")


def ask_figures(question: str, data: Path) -> list[Figure]:
    """Ask once on the command line, five times over."""
    times = [run([WENJU, "ask", question, "--data", str(data)]).seconds for _ in range(5)]
    return [Figure("`wenju ask`, start to answer", f"median {statistics.median(times):.2f} s")]


def service_figures(service: Service, questions: Sequence[str], fresh: Sequence[str]) -> list[Figure]:
    """Measure one client on search and answers, then sixteen on search: `fresh` queries, then the same again."""
    with httpx.Client(base_url=service.url, timeout=60) as client:
        search = [_timed(client, "/v1/search", {"query": question, "k": 10}) for question in questions]
        answers = [_timed(client, "/v1/answers", {"question": question}) for question in questions]
    return [
        Figure("`wenju serve`, start to ready", f"{service.ready_after:.2f} s"),
        Figure("`/v1/search`, one client", _percentiles(search)),
        Figure("`/v1/answers`, one client", _percentiles(answers)),
        Figure(f"`/v1/search`, {CLIENTS} clients, every query once", _load(service.url, iter(fresh))),
        Figure(f"`/v1/search`, {CLIENTS} clients, the same queries again", _load(service.url, cycle(questions))),
        Figure("memory while serving", f"{tree_megabytes(service.pid):.0f} MB"),
    ]


@contextmanager
def serving(data: Path) -> Iterator[Service]:
    """Run the service on a free port until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    begin = time.perf_counter()
    command = [WENJU, "serve", "--port", str(port), "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        try:
            while not _ready(url):
                if child.poll() is not None:
                    raise SystemExit(f"wenju serve ended with status {child.returncode}")
                time.sleep(0.02)
            yield Service(url, child.pid, time.perf_counter() - begin)
        finally:
            child.terminate()


def read_questions(path: Path) -> list[str]:
    """Read the questions of a set that stand on their own."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [item.get("standalone") or item["question"] for item in map(json.loads, lines)][:QUESTIONS]


def sampled_sentences(files: Sequence[Path], count: int = QUESTIONS) -> list[str]:
    """Draw sentences of ten to sixty characters from the corpus itself, the same ones every time."""
    articles = [article for article in read(files) if isinstance(article, Article)]
    drawn = random.Random(SEED).sample(articles, min(count, len(articles)))
    firsts = (next((s.text for s in sentences(a.text) if 10 <= len(s.text) <= 60), a.title) for a in drawn)
    return list(firsts)


def _ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz", timeout=1).status_code == 200
    except httpx.TransportError:
        return False


def _timed(client: httpx.Client, path: str, body: dict[str, object]) -> float:
    begin = time.perf_counter()
    client.post(path, json=body).raise_for_status()
    return 1000 * (time.perf_counter() - begin)


def _percentiles(times: Sequence[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms"


def _load(url: str, queries: Iterator[str]) -> str:
    begin, turn = time.monotonic(), threading.Lock()

    def one_client(_: int) -> list[float]:
        times = []
        with httpx.Client(base_url=url, timeout=60) as client:
            while time.monotonic() < begin + LOAD_SECONDS:
                with turn:
                    query = next(queries, None)
                if query is None:
                    break
                times.append(_timed(client, "/v1/search", {"query": query, "k": 10}))
        return times

    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        times = [t for client in pool.map(one_client, range(CLIENTS)) for t in client]
    return f"{len(times) / (time.monotonic() - begin):.0f} searches/s, {_percentiles(times)}"


if __name__ == "__main__":
    main()
