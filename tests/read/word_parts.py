"""Word files written part by part, for what no library writes: tracked changes, fields, odd packages, harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def p(words: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{r(words, run)}</w:p>"


def r(words: str, properties: str = "") -> str:
    """A run."""
    front = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{front}<w:t xml:space="preserve">{words}</w:t></w:r>'


def listed(words: str, depth: int = 0, name: int = 1) -> str:
    """A paragraph of a list."""
    return p(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>')


def level(depth: int, form: str, words: str, more: str = "", start: int = 1) -> str:
    """One depth of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
    )


def numbering(levels: str, *lists: str) -> str:
    """A numbering part of one pattern and its lists: what each says beside being made from it."""
    made = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for number, more in enumerate(lists or ("",), 1)
    )
    return f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{made}</w:numbering>'


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(content: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def package(
    body: str,
    *,
    styles: str = "",
    numbers: str = "",
    before: str = "",
    main: str = "word/document.xml",
    kind: str = _KIND,
    mode: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file. `before` stands between the XML declaration and the root; `main` names the part with the text."""
    folder, _, base = main.rpartition("/")
    held = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/{main}" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="{main}"{mode}/></Relationships>',
        main: f'<?xml version="1.0"?>{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>',
    }
    beside = {"styles": styles, "numbering": numbers}
    related = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name, part in beside.items()
        if part
    )
    held[f"{folder}/_rels/{base}.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
    held |= {f"{folder}/{name}.xml": part for name, part in beside.items() if part}
    return zipped({name: part.encode() for name, part in held.items()} | dict(more or {}))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return to.getvalue()
