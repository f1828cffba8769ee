"""The characters of a PDF, page by page, as a program of its own: PDF in, one line of JSON a page out.

It runs as a process of its own because a PDF of a few kilobytes can have pdfium allocate gigabytes, run for hours or
end the process, and none of these can be stopped from within. So here memory and processor time are limited by the
operating system, where it is one that can, and no other code of this project is imported.

A page is `{"text", "places", "sizes", "pictures"}`: one character each of `text` with its cell `[left, top, right,
bottom]` in `places` and its font size in `sizes`, and the place of each picture; in points from the upper left corner
of the page as it is read, y down. Characters that stand askew or outside of the page are left out. The first line is
`{"pages"}`. A line `{"error"}` says why nothing follows.
"""

import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

PAGES = 2_000
PAGE_CHARACTERS = 30_000
MEMORY = 192 * 2**20  # bytes that the process may allocate
PAGE_SECONDS = 1.5  # of processor time, for any one page
ALL_SECONDS = 120.0

_PICTURE_LEVELS = 3  # how deep pictures lie in forms
_ASKEW = 0.1  # radians

_Place = tuple[float, float, float, float]
_Placing = Callable[[float, float, float, float], _Place]


def main() -> None:
    """Read a PDF from standard input and write its pages to standard output."""
    _limit_memory()
    _limit_time(PAGE_SECONDS)
    for line in _lines(sys.stdin.buffer.read()):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        _limit_time(min(PAGE_SECONDS, ALL_SECONDS - time.process_time()))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """End the process once it has used this much more processor time."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, max(seconds, 0.001))


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        yield {"error": "password" if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else "damaged"}
        return
    with document:
        yield {"pages": len(document)}
        for number in range(len(document)) if len(document) <= PAGES else ():
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                yield {"error": "damaged"}
                return
            try:
                yield _page(page)
            finally:
                page.close()


def _page(page: Any) -> dict[str, Any]:
    from pypdfium2 import raw

    box, degrees = page.get_bbox(), page.get_rotation()
    place = _upright(box, degrees)
    pictures = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_PICTURE_LEVELS))
    drawn = page.get_textpage()
    try:
        count = drawn.count_chars()
        if count > PAGE_CHARACTERS:
            return {"error": "crowded"}
        cells = [cell for cell in _cells(drawn, count, place, degrees) if _lies_in(cell[1], place(*box))]
    finally:
        drawn.close()
    return {
        "text": "".join(text for text, _, _ in cells),
        "places": [[round(value, 2) for value in cell] for _, cell, _ in cells],
        "sizes": [round(size, 2) for _, _, size in cells],
        "pictures": [place(*picture.get_bounds()) for picture in pictures],
    }


def _cells(drawn: Any, count: int, place: _Placing, degrees: int) -> Iterator[tuple[str, _Place, float]]:
    """Each character that stands upright, with its place and its size."""
    from pypdfium2 import raw

    rect, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    for index, character in _characters(drawn, count):
        if raw.FPDFText_IsGenerated(drawn, index) == 1 or not raw.FPDFText_GetMatrix(drawn, index, matrix):
            continue
        upright = abs(math.sin(math.atan2(matrix.b, matrix.a) - math.radians(degrees))) <= _ASKEW
        if upright and raw.FPDFText_GetLooseCharBox(drawn, index, rect):
            size = raw.FPDFText_GetFontSize(drawn, index) * math.hypot(matrix.c, matrix.d)
            yield character, place(rect.left, rect.bottom, rect.right, rect.top), size


def _characters(drawn: Any, count: int) -> Iterator[tuple[int, str]]:
    """The characters in the order in which they are drawn; the two halves of a surrogate pair are one."""
    from pypdfium2 import raw

    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(drawn, index)
        if high and 0xDC00 <= code < 0xE000:
            yield index, chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
        elif not 0xD800 <= code < 0xE000:
            yield index, chr(code)
        high = code if 0xD800 <= code < 0xDC00 else 0


def _lies_in(cell: _Place, box: _Place) -> bool:
    x, y = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _upright(box: _Place, degrees: int) -> _Placing:
    """From `left, bottom, right, top` on the page as it is stored to `left, top, right, bottom` as it is read."""
    x, y, right, top = box

    def place(left: float, bottom: float, end: float, upper: float) -> _Place:
        if degrees == 90:
            return bottom - y, left - x, upper - y, end - x
        if degrees == 180:
            return right - end, bottom - y, right - left, upper - y
        if degrees == 270:
            return top - upper, right - end, top - bottom, right - left
        return left - x, top - upper, end - x, top - bottom

    return place


if __name__ == "__main__":
    main()
