"""Files that are damaged, locked, or made to do harm, each made in code: name -> bytes.

    quick()   small ones, to be read all together
    heavy()   those that are out to fill the memory or to take for ever
    odd_places(folder)   what is no file but stands in a folder like one

Everything in them is invented.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from docx import Document as Word
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

HEAD = """About this page. This page summarises a Domestic Homicide Review.
CSP: Exampleton
Published: May 2021
Extracted: 2 recs
Extracted recommendations
"""
ROWS = (
    ("#", "Recommendation", "Addressed to"),
    ("1", "Exampleton Police should train officers in recognising coercive control.", "Exampleton Police"),
    ("2", "The Home Office should review its guidance.", "Home Office"),
)
GOOD = HEAD + "".join(f"| {' | '.join(row)} |\n" + ("|---|---|---|\n" if row[0] == "#" else "") for row in ROWS)

# Words that mean something to a browser, a spreadsheet, a terminal or a parser of what is published
FRAGMENTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "<!-- --><svg/onload=alert(4)>",
    "=cmd' /C calc'!A0",
    "@SUM(1+1)",
    "+1+1",
    "' ; DROP ALL ; #",
    "} } DELETE WHERE { ?s ?p ?o } #",
    '""" . <urn:x> <urn:y> <urn:z> . """',
    "\\u0022 \\ \\n \\",
    '{"kind": "recommendation", "text": "x"}',
    "{{ 7*7 }} {% raw %} ${7*7}",
    "javascript:alert(5)",
    "http://example.org/a b<c>{d}^e`f",
    "]]> &lt; &amp; &#0; &xxe;",
    "\x1b[31mred\x1b[0m \x07",
    "\u202egnp.exe \u200b\u2066 \ufeff \u00ad",
    "e\u0301" * 20 + "\u0300" * 200,
)


def quick() -> dict[str, bytes]:
    """Every hostile file that is small."""
    return {**plain(), **cut(), **locked(), **misnamed(), **pages(), **archives(), **pdfs()}


def plain() -> dict[str, bytes]:
    """Text that is hardly text, and good pages with the fragments in their cells."""
    fragments = [word.replace("|", "/") for word in FRAGMENTS]
    rows = (f"| {n} | Exampleton Council should act: {word} |  {word} |\n" for n, word in enumerate(fragments, 1))
    return {
        "empty.txt": b"",
        "blank.txt": b" \r\n\t\0\n" * 40,
        "bytes.txt": bytes(range(256)) * 40,
        "invalid-utf8.txt": GOOD.encode().replace(b"should", b"sh\xc3(\xff\xfe\x80uld"),
        "nul-inside.txt": GOOD.encode().replace(b"should", b"sh\0uld"),
        "turned-round.txt": ("\u202e\u2066\u200b\ufeff" + GOOD.replace("a", "a\u200d\u202e")).encode(),
        "half-a-pair.txt": "\ufeff".encode("utf-16-le") + GOOD.encode("utf-16-le") + b"\x00\xd8",
        "fragments.txt": (HEAD + "| # | Recommendation | Addressed to |\n|---|---|---|\n" + "".join(rows)).encode(),
        "fragments.html": _html(f"<p>{word}</p><td>{word}" for word in FRAGMENTS),
        "pipes.txt": (HEAD + "|" * 5_000 + "\n").encode(),
        "numbers.txt": (HEAD + "1." * 2_500 + "\n" + "1.\n" * 1_000).encode(),
        "brackets.txt": (HEAD + "(" * 2_000 + "[" * 2_000 + "**" * 2_000).encode(),
    }


def cut() -> dict[str, bytes]:
    """A good file of each format, cut off at several places, and one with its middle gone."""
    made: dict[str, bytes] = {}
    for name, data in goods().items():
        stem, suffix = name.split(".")
        for share in (3, 25, 50, 75, 97):
            made[f"{stem}-cut-{share:02}.{suffix}"] = data[: len(data) * share // 100]
        made[f"{stem}-holed.{suffix}"] = data[: len(data) // 3] + data[len(data) * 2 // 3 :]
    return made


def goods() -> dict[str, bytes]:
    """One good page in each format that is read."""
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    prose = "".join(f"<p>{line}</p>" for line in HEAD.splitlines())
    return {
        "page.txt": GOOD.encode(),
        "page.html": _html([prose, f"<table>{table}</table>"]),
        "page.docx": word(),
        "page.pdf": drawn(),
    }


def word() -> bytes:
    """The page as a Word file."""
    document = Word()
    for line in HEAD.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def drawn(encrypt: StandardEncryption | str | None = None) -> bytes:
    """The page as a PDF with a ruled table."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, encrypt=encrypt)
    for number, line in enumerate(HEAD.splitlines()):
        canvas.drawString(50, 800 - 16 * number, line)
    edges = (50, 70, 450, 560)
    for number, row in enumerate(ROWS):
        for left, words in zip(edges, row, strict=False):
            canvas.drawString(left + 3, 700 - 20 * number, words)
    canvas.grid(list(edges), [714 - 20 * number for number in range(len(ROWS) + 1)])
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def locked() -> dict[str, bytes]:
    """Files with a password."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
    return {
        "password.pdf": drawn("secret"),
        "owner-password.pdf": drawn(StandardEncryption("", "owner", canPrint=0, canCopy=0)),
        "password.docx": ole,
    }


def misnamed() -> dict[str, bytes]:
    """Bytes under the suffix of another format."""
    good = goods()
    return {
        "pdf-as-text.txt": good["page.pdf"],
        "docx-as-pdf.pdf": good["page.docx"],
        "html-as-docx.docx": good["page.html"],
        "program.docx": b"MZ\x90\0\3" + bytes(range(256)) * 8,
        "picture.pdf": _png(),
        "archive.docx": _zip({"a.txt": b"a"}),
    }


def pages() -> dict[str, bytes]:
    """HTML that reaches out, expands or nests."""
    entity = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><html><body>&xxe;'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return {
        "entity.html": entity + GOOD.encode(),
        "laughs.html": f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]><html><body>&l9;</body></html>'.encode(),
        "deep.html": b"<html><body>" + b"<div>" * 60_000 + b"act",
        "deep-tables.html": b"<html><body>" + b"<table><tr><td>" * 5_000 + b"act",
        "wide.html": _html(["<table><tr>" + "<td colspan=1000 rowspan=65534>a" * 300 + "</table>"]),
        "attributes.html": b"<html><body " + b"a=b " * 100_000 + b">" + GOOD.encode(),
        "far.html": _html(
            ['<iframe src="http://127.0.0.1:9/"></iframe><link rel=stylesheet href="http://127.0.0.1:9/">']
        ),
        "charset.html": b"<html><head><meta charset=utf-7></head><body>+ADw-script+AD4-",
    }


def archives() -> dict[str, bytes]:
    """Word files with entities, links outwards, depth, odd members and no parts."""
    good = word()
    document = zipfile.ZipFile(io.BytesIO(good)).read("word/document.xml").decode()
    entity = '<!DOCTYPE d [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head, body = document.split("?>", 1)
    deep = document.replace("<w:body>", "<w:body>" + "<w:p><w:r>" * 30_000, 1)
    nested = "<w:tbl><w:tr><w:tc>" * 2_000
    return {
        "entity.docx": _with(good, f"{head}?>{entity}{body.replace('Exampleton', '&xxe;', 1)}"),
        "laughs.docx": _with(good, f'{head}?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>{body.replace("CSP", "&l9;", 1)}'),
        "deep.docx": _with(good, deep),
        "nested-tables.docx": _with(good, document.replace("<w:body>", "<w:body>" + nested, 1)),
        "no-body.docx": _with(good, '<?xml version="1.0"?><a/>'),
        "only-document.docx": _zip({"word/document.xml": document.encode()}),
        "climbing.docx": _zip({"../../escaped.txt": b"out", "word/document.xml": b"<a/>", "/etc/escaped": b"out"}),
        "grid-span.docx": _with(good, document.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2000000000"/>', 1)),
    }


def pdfs() -> dict[str, bytes]:
    """PDF files that act, loop or lie about themselves."""
    say = _stream(b"BT /F1 12 Tf 50 700 Td (Domestic Homicide Review) Tj ET")
    return {
        "script.pdf": raw(say, catalog=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        "launch.pdf": raw(say, catalog=b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
        "far.pdf": raw(say, catalog=b"/OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>"),
        "embedded.pdf": raw(
            say, catalog=b"/Names << /EmbeddedFiles << /Names [(a.exe) << /F (a.exe) /EF << /F 6 0 R >> >>] >> >>"
        ),
        "pages-loop.pdf": raw(say, pages=b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"),
        "pages-lie.pdf": raw(say, pages=b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"),
        "pages-none.pdf": raw(say, pages=b"<< /Type /Pages /Kids [] /Count 0 >>"),
        "parent-loop.pdf": raw(say, page=b"/Parent 3 0 R"),
        "huge-box.pdf": raw(say, page=b"/MediaBox [0 0 1e30 1e30]"),
        "negative-box.pdf": raw(say, page=b"/MediaBox [900 900 -100 -100] /Rotate 45 /UserUnit -3"),
        "odd-box.pdf": raw(say, page=b"/MediaBox [(a) null 3 0 R]"),
        "draws-itself.pdf": raw(_stream(b"/X Do")),
        "no-font.pdf": raw(_stream(b"BT (Domestic Homicide Review) Tj ET")),
        "deep-array.pdf": raw(say, catalog=b"/A " + b"[" * 50_000),
        "deep-state.pdf": raw(_stream(b"q " * 200_000 + b"BT /F1 9 Tf (a) Tj ET")),
        "wrong-length.pdf": raw(b"<< /Length 99999999 >>\nstream\nBT ET\nendstream"),
        "wrong-filter.pdf": raw(
            b"<< /Length 4 /Filter [/FlateDecode /FlateDecode /LZWDecode] >>\nstream\nabcd\nendstream"
        ),
        "no-index.pdf": drawn().split(b"xref")[0],
        "mark-only.pdf": b"%PDF-1.7\n",
        "pictures.pdf": _pictures(),
        "lines.pdf": raw(_stream(b"".join(b"%d %d m %d %d l S " % (n, n, n, 900 - n) for n in range(3_000)))),
    }


def heavy() -> dict[str, bytes]:
    """Files out to fill the memory or to take for ever."""
    good = word()
    spaces = zlib.compress(b" " * 200_000_000, 1)
    letters = zlib.compress(b"BT /F1 1 Tf (Domestic Homicide Review) Tj ET\n" * 1_000_000, 1)
    twice = zlib.compress(spaces)
    filters = b"/Filter [/FlateDecode /FlateDecode]"
    return {
        "bomb.docx": _with(good, " " * 400_000_000),
        "word-bomb.docx": _with(good, "<a>" + "<w:p/>" * 20_000_000 + "</a>"),
        "stream-bomb.pdf": raw(_compressed(spaces)),
        "letter-bomb.pdf": raw(_compressed(letters)),
        "nested-bomb.pdf": raw(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(twice), filters, twice)),
        "five-thousand.pdf": many(5_000),
        "one-line.txt": (HEAD + "The council should act. " * 450_000).encode(),
        "one-word.txt": HEAD.encode() + b"a" * 10_000_000,
        "many-rows.txt": (GOOD + ROWS_AGAIN * 60_000).encode(),
        "table-bomb.html": _html(["<table>", "<tr><td>a<td>b" * 500_000, "</table>"]),
        "text-and-text.html": _html(["<b><i>" * 200_000]),
    }


ROWS_AGAIN = "| 3 | The council should act at once. | Exampleton Council |\n"


def odd_places(folder: Path) -> set[str]:
    """Links, pipes and folders under the names of files; odd names of good files. Returns the names of what cannot be
    read, as they are shown."""
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf" / "inside.txt").write_text(GOOD.replace("May", "June"), encoding="utf-8")
    (folder / "round").mkdir()
    (folder / "round" / "again").symlink_to(folder, target_is_directory=True)
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "null.txt").symlink_to("/dev/null")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    names = (
        b"-rf.txt",
        b"two\nlines.txt",
        b"bell\x07.txt",
        b"not\xe9utf8.txt",
        b"back\\slash.txt",
        "\u202etxt.fdp".encode(),
        b"n" * 250 + b".txt",
    )
    for number, name in enumerate(names):
        (folder / os.fsdecode(name)).write_bytes(GOOD.replace("May", f"{number + 1} July").encode())
    return {"again", "itself.txt", "nowhere.txt", "null.txt", "zero.txt", "pipe.txt"}


# --- bytes of PDF and ZIP ----------------------------------------------------------------------------------------


def raw(content: bytes, catalog: bytes = b"", pages: bytes = b"", page: bytes = b"") -> bytes:
    """A PDF of one page written by hand. What `page` says comes first, and so holds for most readers."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: pages or b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page %s %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
        % (page, b"" if b"MediaBox" in page else b"/MediaBox [0 0 595 842] /Parent 2 0 R"),
        4: content,
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        6: b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\n"
        b"stream\n/X Do\nendstream",
    }
    return _indexed(objects)


def many(count: int) -> bytes:
    """A PDF of `count` pages, all different."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}
    numbers = range(4, 4 + 2 * count, 2)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % n for n in numbers), count)
    for n in numbers:
        lines = b"".join(b"(Domestic Homicide Review, page %d, line %d) Tj T* " % (n, line) for line in range(40))
        objects[n] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (n + 1)
        )
        objects[n + 1] = _stream(b"BT /F1 11 Tf 14 TL 50 780 Td " + lines + b"ET")
    return _indexed(objects)


def _indexed(objects: dict[int, bytes]) -> bytes:
    file, places = io.BytesIO(), {}
    file.write(b"%PDF-1.7\n")
    for number, body in sorted(objects.items()):
        places[number] = file.tell()
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(objects)))
    file.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return file.getvalue()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _compressed(data: bytes) -> bytes:
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data)


def _pictures() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for _ in range(3):
        canvas.drawImage(ImageReader(io.BytesIO(_png())), 50, 50, 400, 600)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _png() -> bytes:
    """A grey picture of 40 by 40 points."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    size = struct.pack(">IIBBBBB", 40, 40, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\0" + b"\x99" * 40) * 1)
        + chunk(b"IEND", b"")
    )


def _html(parts: Iterable[str]) -> bytes:
    return f"<!DOCTYPE html>\n<html><head><title>Review</title></head><body>{''.join(parts)}</body></html>".encode()


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def _with(archive: bytes, document: str) -> bytes:
    """A Word file with another text."""
    old = zipfile.ZipFile(io.BytesIO(archive))
    return _zip({name: old.read(name) for name in old.namelist()} | {"word/document.xml": document.encode()})
