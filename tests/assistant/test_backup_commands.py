"""`wenju backup`, `restore` and `verify`, and a start over a damaged database, on the command line."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import BAD_USAGE, DONE, FAILED, run
from assistant.settings import PROJECT
from index.encoder import load_encoder
from index.library import Library
from tests.index.articles import ALL, BRIDGE, numbered

Told = pytest.CaptureFixture[str]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("WENJU_DATA", str(folder))
    with Library.open(folder, load_encoder()) as library:
        library.ingest([*ALL, *numbered(3)])
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "备份 1.db"


def spoil(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xa5" * 4096 + whole[12288:])


def test_a_backup_is_made_beside_a_writer_and_not_twice_under_one_name(data: Path, file: Path, capsys: Told) -> None:
    with Library.open(data, load_encoder()) as library:
        assert run(["backup", str(file)]) == DONE
        assert "文章 7，版本 7，对话 0" in capsys.readouterr().out
        library.ingest(numbered(1, 9))
        assert run(["backup", str(file)]) == BAD_USAGE
        assert "已经存在；要换掉它请加 --force" in capsys.readouterr().err
        assert run(["backup", str(file), "--force"]) == DONE
        assert "文章 8，" in capsys.readouterr().out


def test_what_was_lost_is_there_after_a_restore(data: Path, file: Path, capsys: Told) -> None:
    assert run(["backup", str(file)]) == DONE
    spoil(data / "wenju.db")
    capsys.readouterr()
    for command in (
        ["ask", "大桥多长？"],
        ["search", "大桥"],
        ["verify"],
        ["ingest", str(file)],
        ["backup", f"{file}2"],
    ):
        assert run(command) == FAILED
        told = capsys.readouterr()
        assert told.err.startswith("数据库已损坏：")
        assert "wenju restore FILE" in told.err
        assert not told.out
    assert run(["restore", str(file)]) == DONE
    said = capsys.readouterr().out
    assert "已从" in said
    assert "原来的数据库留作" in said
    assert said.endswith("数据库和索引完好\n")
    assert run(["search", "大桥全长"]) == DONE
    assert BRIDGE.title in capsys.readouterr().out


def test_a_restore_waits_for_nobody_and_takes_nothing_damaged(data: Path, file: Path, capsys: Told) -> None:
    assert run(["backup", str(file)]) == DONE
    with Library.open(data, load_encoder()):
        assert run(["restore", str(file)]) == FAILED
        assert capsys.readouterr().err.startswith("数据文件夹正被占用：")
    spoil(file)
    assert run(["restore", str(file)]) == FAILED
    assert capsys.readouterr().err.startswith("备份不能用：")
    assert run(["restore", f"{file}.none"]) == FAILED
    assert "找不到备份文件" in capsys.readouterr().err
    assert run(["verify"]) == DONE


def test_a_service_over_a_damaged_database_ends_at_once_and_serves_nothing(data: Path) -> None:
    spoil(data / "wenju.db")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    program = "from ui.command import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", str(port)]
    environment = {**os.environ, "WENJU_DATA": str(data)}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=PROJECT, env=environment, timeout=60, check=False
    )
    assert done.returncode == FAILED
    assert done.stderr.startswith("数据库已损坏：")
    assert done.stderr.endswith("请用备份恢复：wenju restore FILE\n")
    assert not done.stdout
