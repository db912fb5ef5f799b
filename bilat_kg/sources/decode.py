"""Bytes to text: strict UTF-8, line feeds, NFC.

The text that comes out is the one that is stored and that every offset refers to. Three things may differ from the
file: a byte order mark is gone, CR LF and CR are LF, and the letters are in Unicode's normal form C.
"""

from __future__ import annotations

import codecs

from bilat_kg.errors import SourceError
from bilat_kg.normal_form import nfc


def decode(data: bytes, where: str) -> tuple[str, bool]:
    """The text of ``data`` and whether normalising changed it.

    Raises:
        SourceError: binary data, or invalid UTF-8 (with byte offset and line).
    """
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
    normal = nfc(text)
    return normal, normal != text
