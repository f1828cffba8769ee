import gzip
import lzma

import pytest
import zstandard

from corpus.article import Article, Rejection
from corpus.readers.files import read_bytes
from corpus.readers.signature import kind_of, mismatch, suffix_of

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "文件名是 .txt，内容却是 PDF；请改成正确的扩展名 .pdf"),
        ("a.txt", b"\xef\xbb\xbf%PDF-1.7", "文件名是 .txt，内容却是 PDF；请改成正确的扩展名 .pdf"),
        ("a.jsonl", PNG, "文件名是 .jsonl，内容却是图片（PNG）；里面没有可读的文字"),
        ("a.md", b"\xff\xd8\xff\xe0\0\x10JFIF", "文件名是 .md，内容却是图片（JPEG）；里面没有可读的文字"),
        ("a.json", b"RIFF\0\0\0\0WEBPVP8 ", "文件名是 .json，内容却是图片（WebP）；里面没有可读的文字"),
        ("a.txt", OLE2, "文件名是 .txt，内容却是旧版或加密的 Office 文件；请另存为没有密码的 .docx"),
        ("a.txt", b"{\\rtf1\\ansi", "文件名是 .txt，内容却是 RTF 文档；请另存为 .docx"),
        ("a.txt", b"\x7fELF\2\1\1", "文件名是 .txt，内容却是程序（ELF）；里面没有可读的文字"),
        ("a.txt", b"MZ\x90\0\3", "文件名是 .txt，内容却是程序（Windows）；里面没有可读的文字"),
        ("a.md", b"SQLite format 3\0", "文件名是 .md，内容却是 SQLite 数据库；里面没有可读的文字"),
        ("a.txt", b"\n<!DOCTYPE html>\n<html>", "文件名是 .txt，内容却是 HTML 网页；请改成正确的扩展名 .html 或 .htm"),
        ("a.jsonl", b'<?xml version="1.0"?>', "文件名是 .jsonl，内容却是 XML；请改成正确的扩展名 .xml 或 .rss"),
        ("a.txt", b"PK\x03\x04", "文件名是 .txt，内容却是 ZIP 压缩包；请改成正确的扩展名 .zip 或 .docx"),
        ("a.txt", gzip.compress(b"a"), "文件名是 .txt，内容却是 gzip 压缩文件；请改成正确的扩展名 .gz"),
        ("a.txt.gz", lzma.compress(b"a"), "文件名是 .gz，内容却是 xz 压缩文件；请改成正确的扩展名 .xz"),
        ("a.txt.zst", b"bridge", "文件名是 .zst，内容却不是 Zstandard 压缩文件"),
        ("a.txt.xz", lzma.compress(b"%PDF-1.7"), "文件名是 .txt，内容却是 PDF；请改成正确的扩展名 .pdf"),
        ("a.zip", "大桥".encode(), "文件名是 .zip，内容却不是 ZIP 压缩包"),
        ("a.zip", b"%PDF-1.7", "文件名是 .zip，内容却是 PDF；请改成正确的扩展名 .pdf"),
        ("a.zip", b"Rar!\x1a\x07\0", "文件名是 .zip，内容却是 RAR 压缩包；请先解开，再收录里面的文件"),
    ],
)
def test_a_name_that_lies_is_told_what_the_content_is(name: str, data: bytes, reason: str) -> None:
    assert list(read_bytes(name, data)) == [Rejection(name, reason)]


@pytest.mark.parametrize(
    ("suffix", "head"),
    [
        (".pdf", b"%PDF-1.4"),
        (".pdf", b"mail header\n%PDF-1.4"),
        (".docx", b"PK\x03\x04"),
        (".zip", b"PK\x05\x06"),
        (".zst", zstandard.ZstdCompressor().compress(b"a")),
        (".html", b"<html>"),
        (".html", b'<?xml version="1.0"?><html>'),
        (".md", "MZ 型列车今天上线。".encode()),
        (".txt", b""),
        (".zip", b""),
    ],
)
def test_a_name_that_fits_its_content(suffix: str, head: bytes) -> None:
    assert mismatch(suffix, head) is None


def test_text_in_any_encoding_has_no_signature() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"):
        assert kind_of("大桥今天上午建成通车，全长三公里。".encode(encoding)) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_content_without_a_name_is_told_in_any_encoding(encoding: str) -> None:
    assert suffix_of(' \n{"text": "大桥"}'.encode(encoding)) == ".jsonl"
    assert suffix_of(' [\n{"text": "大桥"}]'.encode(encoding)) == ".json"
    assert suffix_of("[大桥通车]\n大桥今天通车。".encode(encoding)) == ".txt"


def test_what_is_refused_by_one_name_is_taken_by_another() -> None:
    [article] = read_bytes("a.md", "大桥今天通车。".encode())
    assert isinstance(article, Article)
