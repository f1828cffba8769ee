"""Small PDF files, written by hand: Chinese in a standard font that no file needs to bring."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595.0, 842.0  # A4, in points

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 "
    b"/CapHeight 700 /StemV 80 /ItalicAngle 0 >>",
)
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x80\nendstream"
)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `x` and `y` are its left end and its upper edge, from the upper left corner of the page."""

    x: float
    y: float
    size: float
    text: str
    turn: tuple[float, float] = (1, 0)  # the cosine and the sine of the angle it stands at

    def drawn(self) -> bytes:
        cosine, sine = self.turn
        place = f"{cosine:g} {sine:g} {-sine:g} {cosine:g} {self.x:g} {HEIGHT - self.y - 0.88 * self.size:g} Tm"
        return f"BT /F1 {self.size:g} Tf {place} <{self.text.encode('utf-16-be').hex()}> Tj ET\n".encode()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of one grey pixel, drawn over a stretch of the page."""

    x: float
    y: float
    width: float
    height: float

    def drawn(self) -> bytes:
        return (
            f"q {self.width:g} 0 0 {self.height:g} {self.x:g} {HEIGHT - self.y - self.height:g} cm /P Do Q\n".encode()
        )


Page = Sequence[Text | Picture]


def pdf(*pages: Page, rotate: int = 0, info: bytes = b"") -> bytes:
    """A PDF of some pages."""
    contents = [zlib.compress(b"".join(piece.drawn() for piece in page)) for page in pages]
    first = 8
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        *_FONT,
        _PICTURE,
        b"<< %s >>" % info,
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /P 6 0 R >> >> >>"
            % (WIDTH, HEIGHT, rotate, first + 2 * number + 1)
        )
        objects.append(stream(b"/Filter /FlateDecode", content))
    return file_of(objects, b"/Info 7 0 R")


def stream(entries: bytes, content: bytes) -> bytes:
    """A stream with some entries in its dictionary."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def file_of(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of some objects; the first is the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, trailer, len(data))
    return data + head + table + tail


def column(x: float, y: float, paragraphs: Iterable[str], *, width: int = 12, size: float = 10) -> list[Text]:
    """Paragraphs set in a column of `width` characters, the first line of each indented by two."""
    lines: list[Text] = []
    for paragraph in paragraphs:
        text = "\u3000\u3000" + paragraph
        for start in range(0, len(text), width):
            lines.append(Text(x, y + 1.4 * size * len(lines), size, text[start : start + width]))
    return lines
