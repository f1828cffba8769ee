import io
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Origin, Rejection
from corpus.errors import UnreadableFile
from corpus.readers.archive import MEMBERS, Member, members
from corpus.readers.files import read, read_bytes

PAGE = "大桥通车了\n大桥今天上午建成通车，全长三公里。".encode()


def packed(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.filterwarnings("ignore", "Duplicate name")
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def found(data: bytes) -> list[str]:
    return [
        f"{item.origin.file if item.origin else ''}: {item.title}"
        if isinstance(item, Article)
        else f"{item.name}: {item.reason}"
        for item in read_bytes("news/may.zip", data)
    ]


def special(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def test_members_of_any_format_are_read_in_order_of_name() -> None:
    line = '{"title": "甲", "text": "一。"}\n{"text": 1}'.encode()
    assert found(packed(("page.txt", PAGE), ("b/two.jsonl", line), ("b/", b""), ("a.md", "# 题\n\n文。".encode()))) == [
        "may.zip/a.md: 题",
        "may.zip/two.jsonl:1: 甲",
        "news/may.zip/b/two.jsonl:2: “text” 应是文字，得到 1",
        "may.zip/page.txt: 大桥通车了",
    ]


def test_a_file_from_disk_is_read_in_place(tmp_path: Path) -> None:
    (tmp_path / "may.zip").write_bytes(packed(("page.txt", PAGE)))
    [article] = read([tmp_path])
    assert isinstance(article, Article)
    assert article.origin == Origin("may.zip/page.txt", "utf-8")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../page.txt", "指向压缩包之外"),
        ("a/../../page.txt", "指向压缩包之外"),
        ("..\\page.txt", "指向压缩包之外"),
        ("/etc/page.txt", "绝对路径"),
        ("C:\\page.txt", "绝对路径"),
        ("\\\\server\\share\\page.txt", "绝对路径"),
        ("inner.zip", "压缩包里的压缩包"),
        ("INNER.TAR", "压缩包里的压缩包"),
        ("page.txt.gz", "压缩包里的压缩包"),
        ("photo.jpg", "不支持 “.jpg” 格式"),
        (special("link.txt", stat.S_IFLNK | 0o777), "链接"),
        (special("pipe.txt", stat.S_IFIFO | 0o644), "不是普通文件"),
    ],
)
def test_a_member_that_is_not_safe_is_refused_and_the_others_are_taken(name: str, reason: str) -> None:
    first, second = sorted(found(packed((name, PAGE), ("page2.txt", PAGE))))
    assert first == "may.zip/page2.txt: 大桥通车了"
    assert second.startswith("news/may.zip/")
    assert reason in second


def test_what_nobody_meant_to_pack_is_left_out() -> None:
    extras = ["__MACOSX/page.txt", ".DS_Store", "a/.git/page.txt", "empty/"]
    assert found(packed(*((name, PAGE) for name in extras))) == ["news/may.zip: 文件里没有文章"]


def test_the_first_of_two_members_of_one_name_is_taken() -> None:
    assert found(packed(("page.txt", PAGE), ("page.txt", PAGE))) == [
        "may.zip/page.txt: 大桥通车了",
        "news/may.zip/page.txt: 与前一个文件同名",
    ]


def test_an_encrypted_member_is_named() -> None:
    data = bytearray(packed(("page.txt", PAGE)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert found(bytes(data)) == ["news/may.zip/page.txt: 有密码，无法读取；请解密后再试"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_gives_too_much_at_one_go_is_refused(method: int) -> None:
    assert found(packed(("page.txt", PAGE), method=method)) == [
        "news/may.zip/page.txt: 用了不支持的压缩方法；请用常见的 Deflate 方法重新打包"
    ]


def renamed(written: bytes) -> bytes:
    """An archive with a name that is not marked as UTF-8; what packs files in Windows writes such."""
    return packed(("x" * len(written), PAGE)).replace(b"x" * len(written), written)


@pytest.mark.parametrize(
    ("name", "encoding"), [("三月要闻.txt", "gbk"), ("三月要聞.txt", "big5"), ("三月要闻.txt", "utf-8")]
)
def test_a_name_of_no_named_encoding_is_read_as_chinese(name: str, encoding: str) -> None:
    assert found(renamed(name.encode(encoding))) == [f"may.zip/{name}: 大桥通车了"]


def test_any_other_name_is_kept_without_what_steers_a_terminal() -> None:
    [rejection] = found(renamed(b"\x1b[31m.jpg"))
    assert rejection.startswith("news/may.zip/\ufffd[31m.jpg")


def lying(size: int, count: int) -> bytes:
    """An archive whose end says how many members and how long a list of them to expect."""
    return packed(("page.txt", PAGE))[:-22] + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, size, 0, 0)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed(("page.txt", PAGE))[:-30], "已损坏或不完整"),
        (packed(("page.txt", PAGE))[:-1], "已损坏或不完整"),
        (lying(2**31, 1), "目录有 2147483648 字节，超过上限"),
        (lying(100, MEMBERS + 1), f"有 {MEMBERS + 1} 个文件，超过上限"),
        (lying(100, 2), "已损坏或不完整"),
        (packed(*((f"{number}.txt", b"") for number in range(MEMBERS + 1))), "超过上限"),
        (lying(100, 1)[:-22] + b"PK\x06\x07" + bytes(16) + lying(100, 1)[-22:], "ZIP64"),
    ],
)
def test_an_archive_that_is_not_sound_is_refused_whole(data: bytes, reason: str) -> None:
    [rejection] = found(data)
    assert rejection.startswith("news/may.zip: ")
    assert reason in rejection


def test_a_list_longer_than_the_end_says_is_counted_too() -> None:
    data = packed(*((f"{number}.txt", b"") for number in range(MEMBERS + 1)))
    with pytest.raises(UnreadableFile, match="超过上限"):
        list(members(io.BytesIO(data[:-14] + struct.pack("<2H", 1, 1) + data[-10:])))


def test_a_bomb_is_refused_by_what_it_says_or_by_what_it_gives() -> None:
    honest = packed(("a.jsonl", b"a" * (80 * 2**20)))
    assert found(honest) == ["news/may.zip: 解压后超过 64 MB，又超过压缩前的 200 倍，不会是文章，不再读下去"]
    quiet = bytearray(honest)
    struct.pack_into("<I", quiet, honest.index(b"PK\x01\x02") + 24, 10)
    assert "已损坏" in found(bytes(quiet))[0]


def test_many_members_that_share_their_bytes_are_stopped() -> None:
    """Each member is within bounds and its header tells the truth; together they give more than they may."""
    data = packed(*((f"{number}.jsonl", b"a" * 2**20) for number in range(90)))
    assert found(data)[0].startswith("news/may.zip: 解压后超过 64 MB")


def test_a_stream_that_cannot_go_back_is_held() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    [member] = members(Pipe(packed(("page.txt", PAGE))))
    assert isinstance(member, Member)


@given(st.data())
def test_any_damage_is_reported_and_nothing_else_raised(data: st.DataObject) -> None:
    sound = packed(("page.txt", PAGE), ("b.jsonl", b'{"text": "a"}\n' * 3))
    broken = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(sound)))
    for tried in (bytes(broken), sound[:cut]):
        assert all(isinstance(item, Article | Rejection) for item in read_bytes("a.zip", tried))
