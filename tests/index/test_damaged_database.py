"""A database flipped or cut anywhere: refused at the start, or noticed when it is read; never a wrong quote."""

import random
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import DatabaseDamaged, StorageError
from index.library import Library
from tests.fakes import HashEncoder
from tests.index.articles import ALL, BRIDGE, numbered

ENCODER = HashEncoder()
QUERIES = ("智能工厂有几家", "第77号通报", "水库蓄水", "老街茶馆", "大桥全长")
PLACES, CUTS = 150, 25

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
OLD = replace(BRIDGE, text="大桥全长3.6公里，今早通车。")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    with Library.open(folder, ENCODER) as library:
        library.ingest([*ALL, *numbered(60)], processes=0)
        library.ingest([OLD])
        library.ingest([BRIDGE])
    return folder


def written() -> Mapping[str, Article]:
    return {article.id: article for article in (*ALL, *numbered(60))}


def read_everything(library: Library) -> None:
    """Search and read as a service does; whatever comes is what was written, to the letter."""
    articles = written()
    for query in QUERIES:
        for hit in library.retriever.search(query, 10):
            passage = hit.passage
            assert passage.text == articles[passage.document_id].text[passage.start : passage.end]
    for id_, article in articles.items():
        found = library.article(id_)
        assert found is None or (found.text, found.title, found.byline) == (article.text, article.title, article.byline)


def outcome(folder: Path) -> str:
    """Say how a damaged folder fares: refused at the start, noticed in reading, by `verify`, or not at all.

    Damage names its remedy; a release that was flipped is refused by its number.
    """
    try:
        library = Library.open(folder, ENCODER, read_only=True)
    except StorageError as error:
        return "refused" if "wenju restore FILE" in error.detail or "的格式是第" in error.detail else error.detail
    with library:
        try:
            read_everything(library)
        except StorageError as error:
            return "read" if "wenju restore FILE" in error.detail else error.detail
        try:
            return "verified" if library.verify().problems else "unseen"
        except DatabaseDamaged:  # it cannot even be counted
            return "verified"


def spoilt(filled: Path, folder: Path, content: bytes) -> str:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "wenju.db").write_bytes(content)
    return outcome(folder)


def test_a_flipped_byte_never_makes_a_wrong_quote(filled: Path, tmp_path: Path) -> None:
    chance, whole = random.Random(3), (filled / "wenju.db").read_bytes()
    seen: list[str] = []
    for _ in range(PLACES):
        place = chance.randrange(len(whole))
        flipped = whole[:place] + bytes([whole[place] ^ chance.randrange(1, 256)]) + whole[place + 1 :]
        seen.append(spoilt(filled, tmp_path / "data", flipped))
    assert {"refused", "verified"} <= set(seen) <= {"refused", "read", "verified", "unseen"}


def test_text_that_was_flipped_is_noticed_by_whoever_reads_it_and_by_verify(filled: Path, tmp_path: Path) -> None:
    whole = (filled / "wenju.db").read_bytes()
    for article in (*ALL, *numbered(3)):  # the bridge's text is that of its first version, which lives again
        text = article.text.encode()
        place = whole.index(text) + len(text) // 2
        flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        assert spoilt(filled, tmp_path / "data", flipped) in {"refused", "read"}


def test_an_article_is_never_given_under_the_id_of_another(filled: Path, tmp_path: Path) -> None:
    """The index by ids leads to another row, in a page that is as well-formed as before."""
    whole = (filled / "wenju.db").read_bytes()
    ids = [place for place in range(len(whole)) if whole.startswith(b"n00011", place)]
    assert len(ids) == 2
    for place in ids:
        flipped = whole[: place + 6] + bytes([whole[place + 6] ^ 2]) + whole[place + 7 :]
        assert spoilt(filled, tmp_path / "data", flipped) == "refused"


def test_an_old_version_that_was_flipped_is_noticed_by_verify(filled: Path, tmp_path: Path) -> None:
    whole = (filled / "wenju.db").read_bytes()
    assert spoilt(filled, tmp_path / "data", whole.replace("今早通车".encode(), "今晚通车".encode())) == "verified"


def test_a_page_of_anything_is_refused(filled: Path, tmp_path: Path) -> None:
    chance, whole = random.Random(4), (filled / "wenju.db").read_bytes()
    for place in range(0, len(whole), 4096):
        page = chance.randbytes(4096)
        assert spoilt(filled, tmp_path / "data", whole[:place] + page + whole[place + 4096 :]) == "refused", place


def test_a_database_that_was_cut_anywhere_is_refused(filled: Path, tmp_path: Path) -> None:
    chance, whole = random.Random(6), (filled / "wenju.db").read_bytes()
    for _ in range(CUTS):
        assert spoilt(filled, tmp_path / "data", whole[: chance.randrange(len(whole))]) == "refused"
