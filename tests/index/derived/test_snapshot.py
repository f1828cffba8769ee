from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import SnapshotDamaged
from index.derived.snapshot import Origin, Snapshots

ORIGIN = Origin(database="d", generation=1, encoder="hash", dimension=64, segmenter="s")


def fill(folder: Path) -> None:
    (folder / "one").write_bytes(bytes(range(256)) * 40)
    (folder / "two").write_bytes(b"")


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    made = Snapshots(tmp_path / "index")
    made.publish(ORIGIN, 7, 3, fill)
    return made


def folders(snapshots: Snapshots) -> set[str]:
    return {path.name for path in snapshots.folder.iterdir() if path.is_dir()}


def files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in tmp_path.rglob("*") if path.is_file())


def test_what_was_published_is_opened(tmp_path: Path, snapshots: Snapshots) -> None:
    opened = Snapshots(tmp_path / "index").open(ORIGIN)
    assert opened is not None
    assert (opened.sequence, opened.count) == (7, 3)
    assert (opened.folder / "one").stat().st_size == 10_240


def test_no_snapshot_is_no_damage(tmp_path: Path) -> None:
    assert Snapshots(tmp_path / "nowhere").open(ORIGIN) is None


def test_a_flipped_bit_anywhere_is_damage(tmp_path: Path, snapshots: Snapshots) -> None:
    for path in files(tmp_path):
        whole = path.read_bytes()
        for place in {0, len(whole) // 2, len(whole) - 1} if whole else set():
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x04]) + whole[place + 1 :])
            with pytest.raises(SnapshotDamaged):
                Snapshots(tmp_path / "index").open(ORIGIN)
        path.write_bytes(whole)
    assert Snapshots(tmp_path / "index").open(ORIGIN) is not None


def test_a_file_cut_short_or_missing_is_damage(tmp_path: Path, snapshots: Snapshots) -> None:
    for path in files(tmp_path):
        whole = path.read_bytes()
        if whole:
            path.write_bytes(whole[:-1])
            with pytest.raises(SnapshotDamaged):
                Snapshots(tmp_path / "index").open(ORIGIN)
        if path.name != "CURRENT":
            path.unlink()
            with pytest.raises(SnapshotDamaged):
                Snapshots(tmp_path / "index").open(ORIGIN)
        path.write_bytes(whole)


@pytest.mark.parametrize(
    "other",
    [
        replace(ORIGIN, database="e"),
        replace(ORIGIN, generation=2),
        replace(ORIGIN, encoder="other"),
        replace(ORIGIN, dimension=32),
        replace(ORIGIN, segmenter="t"),
    ],
)
def test_a_snapshot_made_of_something_else_is_of_no_use(snapshots: Snapshots, other: Origin) -> None:
    with pytest.raises(SnapshotDamaged, match="由别的数据"):
        snapshots.open(other)


def test_a_half_written_snapshot_is_ignored_then_swept(tmp_path: Path, snapshots: Snapshots) -> None:
    draft = tmp_path / "index" / "new-9-abcdef"
    draft.mkdir()
    (draft / "one").write_bytes(b"half")
    again = Snapshots(tmp_path / "index")
    opened = again.open(ORIGIN)
    assert opened is not None
    assert opened.sequence == 7
    again.sweep()
    assert folders(again) == {opened.folder.name}


def test_killed_while_filling_the_old_one_stays_in_use(snapshots: Snapshots) -> None:
    def killed(folder: Path) -> None:
        (folder / "one").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        snapshots.publish(ORIGIN, 9, 4, killed)
    opened = snapshots.open(ORIGIN)
    assert opened is not None
    assert opened.sequence == 7


def test_the_last_one_is_in_use_and_the_one_before_is_spared(snapshots: Snapshots) -> None:
    for sequence in (8, 9, 10):
        snapshots.publish(ORIGIN, sequence, 3, fill)
    opened = snapshots.open(ORIGIN)
    assert opened is not None
    assert opened.sequence == 10
    assert len(folders(snapshots)) == 2
