"""The service on a full disk: 507 for what would be written, answers for what is asked, and no restart afterwards."""

from pathlib import Path

import pytest

from index.library import Library
from tests.assistant.api.fakes import BRIDGE, client
from tests.fakes import HashEncoder
from tests.small_disk import small_disk

NEW = {"id": "b1", "title": "隧道开工", "text": "隧道今日开工。" * 9_000}


@pytest.mark.slow
def test_a_service_on_a_full_disk_reads_and_says_why_it_does_not_write(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, Library.open(disk.folder / "data", HashEncoder()) as library:
        library.ingest([BRIDGE])
        api = client(library)
        disk.fill(0)
        refused = api.post("/v1/documents", json=NEW)
        assert (refused.status_code, refused.json()["type"]) == (507, "urn:wenju:problem:disk-full")
        assert "腾出空间" in refused.json()["detail"]
        assert api.get("/readyz").json()["documents"] == 1
        assert api.post("/v1/search", json={"query": "大桥"}).json()["hits"][0]["document_id"] == BRIDGE.id
        assert api.get("/v1/documents/b1").status_code == 404
        disk.free()
        assert api.post("/v1/documents", json=NEW).status_code == 201
        assert library.verify().problems == ()
