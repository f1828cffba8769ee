"""What whoever watches the service is told."""

import threading
from collections.abc import Sequence
from pathlib import Path

from index.building.report import ReindexReport
from index.encoder import FloatArray
from index.library import Library
from tests.assistant.api.fakes import BRIDGE, client
from tests.fakes import HashEncoder


class Held(HashEncoder):
    """Another encoder, which embeds no passage until it may."""

    def __init__(self) -> None:
        super().__init__(name="held")
        self.asked, self.may = threading.Event(), threading.Event()

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        self.asked.set()
        assert self.may.wait(20)
        return super().encode_passages(texts)


def test_readiness_says_how_far_the_indexes_are_rebuilt(tmp_path: Path) -> None:
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest([BRIDGE])
    encoder = Held()
    with Library.open(tmp_path, encoder, former=lambda _: HashEncoder()) as library:
        api = client(library)
        assert api.get("/readyz").json() == {"status": "ready", "documents": 1}
        library.reindex_behind()
        assert encoder.asked.wait(20)
        assert library.reindexing == ReindexReport(0, 1)
        said = api.get("/readyz").json()
        encoder.may.set()
    assert said == {"status": "ready", "documents": 1, "reindex": {"done": 0, "total": 1}}
