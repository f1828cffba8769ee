"""A library with one article, to read or to change, and the API over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from tests.assistant.api.fakes import BRIDGE, client
from tests.fakes import HashEncoder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for all tests of a file: they leave it as it is."""
    with Library.open(tmp_path_factory.mktemp("library"), HashEncoder()) as library:
        library.ingest([BRIDGE])
        yield library


@pytest.fixture
def own_library(tmp_path: Path) -> Iterator[Library]:
    """A library of the test's own, to change."""
    with Library.open(tmp_path / "library", HashEncoder()) as library:
        library.ingest([BRIDGE])
        yield library


@pytest.fixture
def api(library: Library) -> TestClient:
    """The API over the library that stays as it is."""
    return client(library)


@pytest.fixture
def own_api(own_library: Library) -> TestClient:
    """The API over the library of the test's own."""
    return client(own_library)
