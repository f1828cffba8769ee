import io
import zipfile
from datetime import date

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.article import Article, Rejection
from corpus.errors import BadDocument, UnreadableFile
from corpus.readers.docx import docx_article
from corpus.readers.files import read_bytes

TEXT = "甬江新桥昨日正式通车，全长3.2公里。"


def saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def document(*paragraphs: str) -> Document:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    return made


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.namelist():
            after.writestr(entry, content if entry == name else before.read(entry))
    return target.getvalue()


def test_paragraphs_headings_and_tables_in_their_order() -> None:
    made = docx.Document()
    made.core_properties.author = "甲小乙"
    made.add_heading("甬江新桥昨日通车", 0)
    made.add_paragraph("2023年7月24日 来源：甬江晚报")
    made.add_paragraph(TEXT)
    made.add_heading("二期工程", 1)
    table = made.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ["指标", "数值", "投资", "12.6亿元"], strict=True
    ):
        cell.text = text
    layout = made.add_table(1, 1).cell(0, 0)
    layout.text = "表里的第一段。"
    layout.add_paragraph("表里的第二段。")
    made.add_paragraph("第三段\n换了一行。")

    [article] = read_bytes("稿件/bridge.docx", saved(made))
    assert isinstance(article, Article)
    assert (article.title, article.byline, article.source) == ("甬江新桥昨日通车", ("甲小乙",), "甬江晚报")
    assert article.published == date(2023, 7, 24)
    assert article.text.split("\n") == [
        TEXT, "二期工程", "指标 数值", "投资 12.6亿元", "表里的第一段。", "表里的第二段。", "第三段", "换了一行。",
    ]  # fmt: skip
    assert [block.kind for block in article.blocks][:3] == ["body", "heading", "body"]
    assert article.origin is not None
    assert (article.origin.file, article.origin.encoding) == ("bridge.docx", None)


def test_what_the_properties_of_the_file_say() -> None:
    made = document(TEXT)
    article = docx_article(saved(made))
    assert (article.title, article.byline, article.published) == ("甬江新桥昨日正式通车，全长3.2公里", (), None)
    made.core_properties.title, made.core_properties.author = "新桥通车", "Administrator"
    assert docx_article(saved(made)).title == "新桥通车"
    assert docx_article(saved(made)).byline == ()
    made.core_properties.title = "新建文档1"
    assert docx_article(saved(made)).title == article.title


def test_what_is_deleted_or_hidden_is_no_text_and_what_is_inserted_is() -> None:
    made = document(TEXT)
    for inner in (
        "<w:ins><w:r><w:t>补上一句。</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>删去一句。</w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起一句。</w:t></w:r>",
    ):
        made.element.body.insert(1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    control = "<w:sdtContent><w:p><w:r><w:t>控件里的一句。</w:t></w:r></w:p></w:sdtContent>"
    made.element.body.insert(1, parse_xml(f"<w:sdt {nsdecls('w')}>{control}</w:sdt>"))
    assert docx_article(saved(made)).text == f"{TEXT}\n控件里的一句。\n补上一句。"


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(BadDocument, match="正文是空的"):
        docx_article(saved(document()))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "已损坏"),
        (b"PK", "已损坏"),
        (saved(document(TEXT))[:-200], "已损坏"),
        (saved(document(TEXT))[:5000] + b"\0" * 500 + saved(document(TEXT))[5500:], "已损坏"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版"),
        (with_entry(b"", "a.txt", b"a"), "不是可读的 Word 文档"),
        (with_entry(saved(document(TEXT)), "a.xml", b" " * 70_000 + b'<!DOCTYPE a [<!ENTITY b "c">]>'), "DOCTYPE"),
        (with_entry(saved(document(TEXT)), "a.xml", "<!DOCTYPE a>".encode("utf-16")), "DOCTYPE"),
        (with_entry(saved(document(TEXT)), "a.xml", b" " * 9 * 2**20), "解压后过大"),
        (with_entry(saved(document(TEXT)), "a.png", b" " * 129 * 2**20), "解压后过大"),
    ],
)
def test_a_damaged_or_hostile_document_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        docx_article(data)
    [rejection] = read_bytes("a.docx", data)
    assert isinstance(rejection, Rejection)


@pytest.mark.parametrize(
    "part",
    ["[Content_Types].xml", "word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml"],
)
def test_a_part_that_is_xml_of_another_kind_is_refused_with_a_reason(part: str) -> None:
    data = with_part(saved(document("大桥今天通车。")), part, b"<Types/>")
    [found] = read_bytes("a.docx", data)
    assert found == Rejection("a.docx", "不是可读的 Word 文档（.docx），或已损坏")
