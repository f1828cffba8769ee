import gzip
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article, Rejection
from corpus.errors import UnreadableFile
from corpus.readers.files import Defaults, read, read_bytes

LINE = json.dumps({"id": "bridge", "text": "大桥今天通车。"}).encode() + b"\n"


def names(items: object) -> list[str]:
    assert isinstance(items, list)
    return [item.id if isinstance(item, Article) else f"{Path(item.name).name}: {item.reason}" for item in items]


def test_a_folder_is_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/c.md").write_text("隐藏。")
    (tmp_path / ".d.md").write_text("隐藏。")
    (tmp_path / "b/two.md").write_text("第二篇讲的是大桥今天上午建成通车，全长三公里。", encoding="gb18030")
    (tmp_path / "one.md").write_text("第一篇。", encoding="utf-8")
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(LINE))
    (tmp_path / "photo.JPG").write_bytes(b"\xff\xd8")
    (tmp_path / "empty.txt").write_bytes(b"")

    found = names(list(read([tmp_path])))
    assert found[0] == "empty.txt: 文件里没有文章"
    assert found[1] == "bridge"
    assert found[2] == "one"
    assert found[3].startswith("photo.JPG: 不支持 “.jpg” 格式；支持的格式：.jsonl、.json、.md、.txt")
    assert found[4] == "two"
    assert len(found) == 5


def test_a_file_name_in_another_encoding_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.csv")).write_bytes(b"a")
    [rejection] = read([tmp_path])
    assert isinstance(rejection, Rejection)
    assert rejection.name.encode("utf-8").endswith("\ufffd.csv".encode())


def test_an_empty_folder(tmp_path: Path) -> None:
    [rejection] = read([tmp_path])
    assert isinstance(rejection, Rejection)
    assert "没有可读的文件" in rejection.reason


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_bytes(LINE)
    with pytest.raises(UnreadableFile, match=r"找不到文件或文件夹：.*nowhere"):
        read([file, tmp_path / "nowhere"])


def test_standard_input_is_json_lines() -> None:
    assert names(list(read([Path("-")], io.BytesIO(LINE * 2)))) == ["bridge", "bridge"]
    assert list(read([Path("-")], io.BytesIO())) == [Rejection("标准输入", "文件里没有文章")]
    with pytest.raises(UnreadableFile, match="标准输入"):
        read([Path("-")])


def test_a_broken_line_names_its_file_and_number(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_bytes(LINE + b"{\n")
    assert [item.name for item in read([file]) if isinstance(item, Rejection)] == [f"{file}:2"]


def test_a_cut_archive_keeps_what_stands_before_the_cut(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{number}", "text": f"第{number}座桥。"}).encode() for number in range(20_000)]
    file = tmp_path / "news.jsonl.gz"
    file.write_bytes(gzip.compress(b"\n".join(lines))[:-2_000])
    *articles, rejection = read([file])
    assert len(articles) > 10_000
    assert rejection == Rejection(f"{file}:{len(articles) + 1}", "压缩文件已损坏或不完整，从这一行起无法读取")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"a,b", "不支持 “.csv” 格式"),
        ("a", b"", "不支持 “” 格式"),
        ("a.gz", b"", "不支持 “.gz” 格式"),
        ("a.txt", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)), "编码"),
        ("a.md", b"---\ntitle: a\n", "没有用 “---” 结束"),
        ("a.txt.gz", b"bridge", "压缩文件已损坏"),
        ("a.json", b"{", "不是有效的 JSON"),
        ("a.jsonl", b"\n\n", "文件里没有文章"),
        ("a.txt", b" " * (16 * 2**20 + 1), "文件超过 16 MB"),
        ("a.txt", ("桥" * 1_000_001).encode(), "超过上限"),
    ],
)
def test_an_upload_that_cannot_be_read_is_refused_with_its_reason(name: str, data: bytes, reason: str) -> None:
    [rejection] = read_bytes(name, data)
    assert isinstance(rejection, Rejection)
    assert rejection.name.startswith(name)
    assert reason in rejection.reason


def test_defaults_fill_what_an_upload_does_not_say() -> None:
    defaults = Defaults("甬江晚报", date(2023, 7, 24))
    for name, data in (("a.jsonl", LINE), ("a.md", "通车。".encode()), ("a.txt", "通车了\n大桥今天通车。".encode())):
        [article] = read_bytes(name, data, defaults=defaults)
        assert isinstance(article, Article)
        assert (article.source, article.published) == ("甬江晚报", date(2023, 7, 24))
