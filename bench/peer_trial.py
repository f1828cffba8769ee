"""One engine on articles and queries, in a process of its own; knows no right answer and prints nothing.

What is handed over, there and back, is a pickle in a temporary folder. Linux only, as `bench.process` is.
"""

import pickle
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.peer_engines import Found, MakesEngine
from bench.process import run
from corpus.article import Article
from corpus.readers.files import read

K = 10
# Asked before the clock runs, since a first search reads what later ones find in memory.
_FIRST = "今天有什么新闻"

_CHILD = "import sys; from bench.peer_trial import child; child(sys.argv[1], sys.argv[2])"


@dataclass(frozen=True, slots=True)
class Trial:
    """An engine, the articles it takes in (`limit` None for all) and what it is asked."""

    make: MakesEngine
    files: tuple[Path, ...]
    limit: int | None
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What an engine did: seconds for all articles, then milliseconds and passages for each query, in their order.

    `peak_mb` (10^6 bytes) is the most that its process and those it started held at once; 0 where nobody watched.
    """

    articles: int
    seconds: float
    milliseconds: tuple[float, ...]
    found: tuple[tuple[Found, ...], ...]
    peak_mb: float = 0.0


def articles_of(files: Sequence[Path], limit: int | None) -> Iterator[Article]:
    """Read the first `limit` articles; what is no article is left out."""
    return islice((item for item in read(files) if isinstance(item, Article)), limit)


def measure(trial: Trial) -> Measured:
    """Run a trial in this process; the clock runs while the files are read, but not while the engine is made."""
    numbers = count()
    with trial.make() as engine:
        begin = time.perf_counter()
        engine.ingest(article for article, _ in zip(articles_of(trial.files, trial.limit), numbers, strict=False))
        seconds = time.perf_counter() - begin
        engine.search(_FIRST, K)
        milliseconds, found = [], []
        for query in trial.queries:
            begin = time.perf_counter()
            found.append(engine.search(query, K))
            milliseconds.append(1000 * (time.perf_counter() - begin))
    return Measured(next(numbers), seconds, tuple(milliseconds), tuple(found))


def measure_apart(trial: Trial) -> Measured:
    """Run a trial in a child process and watch its memory.

    :raises SystemExit: the child failed; carries what it said.
    """
    with TemporaryDirectory() as folder:
        asked, answered = Path(folder, "trial"), Path(folder, "measured")
        asked.write_bytes(pickle.dumps(trial))
        done = run([sys.executable, "-c", _CHILD, str(asked), str(answered)])
        if done.status:
            raise SystemExit(done.output)
        measured: Measured = pickle.loads(answered.read_bytes())
    return replace(measured, peak_mb=done.peak_mb)


def child(asked: str, answered: str) -> None:
    """Run the trial in the file `asked` and write what was measured into `answered`."""
    trial: Trial = pickle.loads(Path(asked).read_bytes())
    Path(answered).write_bytes(pickle.dumps(measure(trial)))
