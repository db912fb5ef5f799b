"""Bytes to text: strict UTF-8, line feeds, NFC.

The text that comes out is the one that is stored and that every offset refers to. Three things may differ from the
file: a byte order mark is gone, CR LF and CR are LF, and the letters are in Unicode's normal form C.
"""

from __future__ import annotations

import codecs
import os
import stat
import unicodedata
from pathlib import Path

from bilat_kg.errors import SourceError
from bilat_kg.sources.limits import MAX_BYTES, check_text, shown

# What the first bytes tell of files that are no text; the name is for the refusal.
_MAGIC = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"PK\x03\x04", "a zip archive, as office documents are"),
    (b"%PDF", "a PDF document"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of at most ``MAX_BYTES``.

    Raises:
        SourceError: the path is missing, no regular file, not readable, empty or too large.
    """
    where = shown(str(path))
    try:
        # Not blocking, so that a pipe without a writer cannot hold the build up before it is refused.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise SourceError(f"{where}: is no regular file; give a text file or a folder of them")
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(f"{where}: there is no such file or folder; check the path") from None
    except OSError as error:
        raise SourceError(f"{where}: cannot be read ({error.strerror}); make it readable or leave it out") from None
    if len(data) > MAX_BYTES:
        raise SourceError(f"{where}: is larger than {MAX_BYTES:,} bytes, the most an article may have; split it")
    if not data.strip():
        raise SourceError(f"{where}: is empty; give an article's text")
    return data


def decode(data: bytes, where: str) -> tuple[str, bool]:
    """The text of ``data`` and whether normalising changed it.

    Raises:
        SourceError: binary data, invalid UTF-8 (with byte offset and line), or a text beyond the limits.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"{where}: is {kind}, not UTF-8 text; give the article as plain text or wikitext")
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        text = data[mark:].decode()
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise SourceError(f"{where}: is a binary file; give the article as plain text or wikitext") from None
        at = mark + error.start
        line = data.count(b"\n", 0, at) + 1
        raise SourceError(
            f"{where}, line {line}: byte {at} (0x{data[at]:02X}) is not valid UTF-8; save the file as UTF-8"
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    check_text(text, where)
    normal = unicodedata.normalize("NFC", text)
    return normal, normal != text
