"""The archive that a Word file is: what may be unpacked of it, and which part holds the text.

    bytes  ->  open_package  ->  Package.part(name), Package.main

Nothing is written, run or fetched. The directory of the archive is judged before a byte is unpacked; parts that the
text does not need (pictures, macros, embedded files) never are. ECMA-376 Part 2 says how such a package is made.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from dhrgraph.errors import UnreadableError

_MB = 1024 * 1024
_MOST_ENTRIES = 10_000
_MOST_UNPACKED = 200 * _MB
_LARGEST_PART = 60 * _MB
_DENSEST = 300  # times its packed size: XML reaches a tenth of that
_LOCKED = 0x1  # flag of an entry that needs a password
_SMALL = 4 * _MB  # unpacked, whatever the ratio
_MOST_MARKS = 1_200_000  # tags and attributes: each takes up to some 250 bytes when parsed
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)

_RELATIONS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_OF_WORD = "wordprocessingml."
_OFFICE_DOCUMENT = "/officeDocument"  # what the relation's type ends in, in both editions of the standard
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Package:
    """An archive whose directory has been judged. `main` names the part with the text."""

    file: str
    archive: zipfile.ZipFile
    main: str

    def part(self, name: str) -> etree._Element | None:
        """The part's root element; None when the archive has no such part.

        Raises:
            UnreadableError: damaged, too large, or XML that declares entities.
        """
        return _parsed(self.archive, name, self.file)

    def beside(self, kind: str) -> etree._Element | None:
        """The part that the main part is related to by `kind` ("styles", "numbering"), or None."""
        folder, base = posixpath.split(self.main)
        related = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        target = None if related is None else _target(related, f"/{kind}", folder)
        return self.part(target) if target else None


def open_package(data: bytes, file: str) -> Package:
    """The package in `data`.

    Raises:
        UnreadableError: no archive, damaged, locked, dangerous to unpack, or without a Word document.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as problem:
        raise UnreadableError(file, "a damaged Word file; save it again from Word, or as PDF") from problem
    refused = _refusal(archive.infolist())
    if refused:
        raise UnreadableError(file, refused)
    relations = _parsed(archive, _RELATIONS, file)
    main = None if relations is None else _target(relations, _OFFICE_DOCUMENT, "")
    if main is None or main not in archive.namelist():
        raise UnreadableError(file, "an archive without the text of a Word document; save it again from Word")
    return Package(file, archive, main)


def kind_of_archive(data: bytes) -> str:
    """What the archive holds: "word", "opendocument", "office" (a sheet or slides), "damaged", or "other"."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            types = _unpacked(archive, _TYPES) if _TYPES in names else b""
    except _DAMAGED:
        return "damaged" if b"word/" in data[:65536] else "other"
    if _TYPES in names:
        return "word" if _OF_WORD.encode() in types.replace(b"\0", b"") else "office"
    return "opendocument" if {"mimetype", "content.xml"} <= names else "other"


def _refusal(entries: list[zipfile.ZipInfo]) -> str | None:
    """Why the archive is not unpacked, or None."""
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or any(map(_swells, entries)):
        return f"an archive that would unpack to far more than a report holds ({unpacked // _MB} MB)"
    if any(entry.flag_bits & _LOCKED for entry in entries):
        return "a Word file with a password; save it without one"
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name for name in names):
        return "an archive whose files name places outside it; save it again from Word"
    if len(set(names)) < len(names):
        return "an archive that holds a file twice; save it again from Word"
    return None


def _swells(entry: zipfile.ZipInfo) -> bool:
    """Whether a part that may be read is packed far more densely than XML can be; pictures may be."""
    if not entry.filename.endswith((".xml", ".rels")):
        return False
    return entry.file_size > _SMALL and entry.file_size > _DENSEST * max(1, entry.compress_size)


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part; never more than `_LARGEST_PART`.

    Raises:
        ValueError: too large, locked, or packed in a way the standard does not allow.
    """
    entry = archive.getinfo(name)
    packed_as_allowed = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if entry.file_size > _LARGEST_PART or entry.flag_bits & _LOCKED or not packed_as_allowed:
        raise ValueError(name)
    return archive.read(entry)


def _parsed(archive: zipfile.ZipFile, name: str, file: str) -> etree._Element | None:
    if name not in archive.NameToInfo:
        return None
    if archive.getinfo(name).file_size > _LARGEST_PART:
        raise UnreadableError(file, f"a Word file whose text is larger than {_LARGEST_PART // _MB} MB: no report's is")
    try:
        data = _unpacked(archive, name)
    except _DAMAGED as problem:
        raise UnreadableError(file, "a damaged Word file; save it again from Word, or as PDF") from problem
    if b"<!DOCTYPE" in data.replace(b"\0", b"") or b"<!ENTITY" in data.replace(b"\0", b""):
        raise UnreadableError(file, "a Word file whose XML declares a document type, which none may")
    if data.count(b"<") + data.count(b"=") > _MOST_MARKS:
        raise UnreadableError(file, "a Word file with more mark-up than a report holds; save it as PDF")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as problem:
        raise UnreadableError(file, "a damaged Word file: its XML cannot be read; save it again from Word") from problem


def _target(relations: etree._Element, kind: str, folder: str) -> str | None:
    """The part inside the package that a relation of this kind leads to."""
    for relation in relations:
        if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        if relation.get("Type", "").endswith(kind) and target:
            return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return None
