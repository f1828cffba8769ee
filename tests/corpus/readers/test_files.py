import gzip
import io
import json
import os
import socket
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article, Origin, Rejection
from corpus.errors import UnreadableFile
from corpus.readers.files import Defaults, or_reason, read, read_bytes

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


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("大桥通车了\n大桥今天上午建成通车，全长三公里。".encode(), "大桥通车了"),
        ("大桥通车了\n大桥今天上午建成通车，全长三公里。".encode("gb18030"), "大桥通车了"),
        (b"[" + LINE + b"]", "大桥今天通车"),
        (gzip.compress(LINE), "大桥今天通车"),
    ],
)
def test_standard_input_in_another_format_is_told_by_its_content(data: bytes, title: str) -> None:
    [article] = read([Path("-")], io.BytesIO(data))
    assert isinstance(article, Article)
    assert article.title == title
    assert article.origin
    assert article.origin.file.startswith("标准输入")


def test_an_archive_comes_through_standard_input() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("news.jsonl", LINE)
    [article] = read([Path("-")], io.BytesIO(buffer.getvalue()))
    assert isinstance(article, Article)
    assert article.origin == Origin("标准输入/news.jsonl:1", "utf-8")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", "没有扩展名，内容是图片（PNG）；里面没有可读的文字"),
        (gzip.compress(gzip.compress(LINE)), "不支持 “.gz” 格式"),
        (gzip.compress(LINE)[:9], "已损坏或不完整"),
        (b"PK\x03\x04" + bytes(50), "已损坏或不完整"),
    ],
)
def test_standard_input_that_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    [rejection] = read([Path("-")], io.BytesIO(data))
    assert isinstance(rejection, Rejection)
    assert reason in rejection.reason


def test_a_link_in_a_folder_is_not_followed_but_one_that_is_named_is(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.jsonl", tmp_path / "folder"
    outside.write_bytes(LINE)
    folder.mkdir()
    (folder / "b.jsonl").symlink_to(outside)
    (folder / "c.jsonl").symlink_to("c.jsonl")
    (folder / "circle").symlink_to(folder)
    assert names(list(read([folder]))) == [
        f"{name}: 是链接，不跟着走；要收录它指向的内容，请直接写出那个路径" for name in ("b.jsonl", "c.jsonl", "circle")
    ]
    assert names(list(read([folder / "b.jsonl"]))) == ["bridge"]


def test_a_pipe_or_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "news.jsonl")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
        pipe, bound = names(list(read([tmp_path])))
    assert pipe == "news.jsonl: 不是普通文件，而是管道或设备；要读管道，请用标准输入 -"
    assert bound == "socket.txt: 无法读取文件：不是普通文件"
    [rejection] = read([Path("/dev/zero")])
    assert isinstance(rejection, Rejection)


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
        ("a", b"", "不支持 “” 格式；支持的格式：.jsonl"),
        ("a", b"%PDF-1.7", "没有扩展名，内容是 PDF；请改成正确的扩展名 .pdf"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "不支持 “.doc” 格式；请另存为没有密码的 .docx"),
        ("a.gz", b"", "不支持 “.gz” 格式"),
        ("a.txt", b"\0\1\2\3" + bytes(range(256)) * 9, "二进制数据"),
        ("a.md", b"---\ntitle: a\n", "没有用 “---” 结束"),
        ("a.txt.gz", b"bridge", "文件名是 .gz，内容却不是 gzip"),
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


def test_a_file_that_a_reader_stumbles_over_does_not_take_the_others_with_it(caplog: pytest.LogCaptureFixture) -> None:
    article = Article(id="a", title="大桥通车", text="大桥今天通车。")

    def stumbling() -> Iterator[Article | Rejection]:
        yield article
        raise ZeroDivisionError

    read_before, reason = or_reason("strange.xml", stumbling())
    assert read_before == article
    assert reason == Rejection("strange.xml", "读这个文件时程序出错（ZeroDivisionError），其余文件不受影响")
    assert "ZeroDivisionError" in caplog.text


def test_files_named_for_their_folder_are_articles_of_their_own(tmp_path: Path) -> None:
    for name in ("bridge", "harbour"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.md").write_text("# 简讯\n\n今天开工。\n", "utf-8")
    found = [item.id for item in read([tmp_path]) if isinstance(item, Article)]
    assert found == ["bridge/index", "harbour/index"]


def test_short_reports_under_one_title_are_articles_of_their_own(tmp_path: Path) -> None:
    texts = ("东桥今天通车。", "南桥镇种下三万株树苗。")
    lines = (json.dumps({"title": "快讯", "source": "甬江晚报", "text": text}, ensure_ascii=False) for text in texts)
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    found = [item for item in read([tmp_path]) if isinstance(item, Article)]
    assert [item.text for item in found] == list(texts)
    assert len({item.id for item in found}) == 2
