"""Bytes in, text out: the right text or an explicit refusal, never a wrong text; knows no file format."""

import codecs
import re
from dataclasses import dataclass

from corpus.errors import UnknownEncoding

LETTERS_AT_LEAST = 12  # fewer can be read as sense in a wrong encoding

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TOLD_BY_CONTENT = {  # charset-normalizer's name, and ours: GB18030 holds all that GBK and GB 2312 do
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "big5hkscs": "big5hkscs",
    "cp950": "cp950",
    "utf_16_le": "utf-16-le",
    "utf_16_be": "utf-16-be",
}
# What calls itself by the name of a small character set is mostly written in one that holds it.
_CHINESE, _TRADITIONAL = ("gb18030",), ("big5", "cp950", "big5hkscs")
_WIDEST = {
    **dict.fromkeys(["gb2312", "gbk", "gb18030", "cp936", "x-gbk", "gb_2312-80"], _CHINESE),
    **dict.fromkeys(["big5", "big5-hkscs", "cp950", "x-x-big5"], _TRADITIONAL),
}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_COMMON_SHARE = 0.9
_READ = 20_000  # characters outside ASCII that tell enough of a text


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without its byte order mark, and the name of the encoding that it was in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode by byte order mark, else as strict UTF-8, else as declared or guessed, where the text bears it out.

    Trying GB18030 and then Big5 is no way to tell them apart: nearly every Big5 file is also valid GB18030, and reads
    as nonsense. So what a file declares of itself, and then what charset-normalizer guesses, counts only when it
    gives a text of common characters.

    :raises UnknownEncoding: none of these gives a text that can be trusted.

    >>> decode("大桥今天上午建成通车了，全长三公里。".encode("gb18030"))
    Decoded(text='大桥今天上午建成通车了，全长三公里。', encoding='gb18030')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\0" not in data:
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    return _declared(data, declared or "") or _guessed(data)


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(f"文件标明是 {encoding} 编码，但第 {error.start + 1} 个字节有误") from None


def _declared(data: bytes, declared: str) -> Decoded | None:
    for encoding in _WIDEST.get(declared.lower(), ()):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if common_share(text) >= _COMMON_SHARE:
            return Decoded(text, encoding)
    return None


def _guessed(data: bytes) -> Decoded:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise UnknownEncoding(_why_none(data))
    encoding = _TOLD_BY_CONTENT.get(best.encoding)
    if encoding is None or common_share(str(best)) < _COMMON_SHARE:
        raise UnknownEncoding(f"文字编码像是 {best.encoding}，但不能确定，请另存为 UTF-8 后再试")
    return Decoded(str(best), encoding)


def _why_none(data: bytes) -> str:
    """Name the first bad byte of what is otherwise text."""
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            if common_share(data[: 4 * _READ].decode(encoding, "ignore")) >= _COMMON_SHARE:
                return f"文字编码像是 {encoding}，但第 {error.start + 1} 个字节有误，请另存为 UTF-8 后再试"
    if b"\0" in data:
        return "内容像是二进制数据，不是文字"
    return "认不出文字编码，请另存为 UTF-8 后再试"


def file_name(data: bytes) -> str | None:
    """Read a file's name that came without its encoding; None where it makes no sense in any that is common in China.

    A name is too short to be sure of, so this is for names that are only shown.

    >>> file_name("五月/头版.txt".encode("gbk")), file_name("五月/頭版.txt".encode()), file_name(b"caf\\x82.txt")
    ('五月/头版.txt', '五月/頭版.txt', None)
    """
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            name = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = _letters(name)
        if encoding == "utf-8" or (letters and all(map(_is_common, letters))):
            return name
    return None


def common_share(text: str) -> float:
    """The share of the letters outside ASCII that come first in a text that are common Chinese characters, 0..1.

    It is 0 where there are too few letters to tell.

    >>> common_share("大桥今天上午建成通车，全长5公里"), common_share("大桥")
    (1.0, 0.0)
    >>> common_share("臺灣的高鐵今天上午開始運行".encode("big5").decode("gb18030", "ignore")) < 0.5
    True
    """
    letters = _letters("".join(_NOT_ASCII.findall(text))[:_READ])
    return sum(map(_is_common, letters)) / len(letters) if len(letters) >= LETTERS_AT_LEAST else 0.0


def _letters(text: str) -> list[str]:
    return [character for character in text if character.isalpha() and not character.isascii()]


def _is_common(character: str) -> bool:
    """Whether a character is on the first level of GB 2312 or Big5, which hold the common ones."""
    gb2312, big5 = (character.encode(name, "ignore") for name in ("gb2312", "big5"))
    return b"\xb0" <= gb2312[:1] <= b"\xd7" or b"\xa4" <= big5[:1] <= b"\xc6"
