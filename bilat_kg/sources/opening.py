"""From files and addresses to records, one at a time: unpacked, told by their content, cut into articles."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path

from bilat_kg.errors import SourceError
from bilat_kg.sources import rdf
from bilat_kg.sources.compression import compression, uncompressed
from bilat_kg.sources.formats import FORMATS, File
from bilat_kg.sources.limits import printable, shown
from bilat_kg.sources.mediawiki.address import Address
from bilat_kg.sources.reader import CHUNK, Reader, open_file
from bilat_kg.sources.records import DataFile, Notes, Record, Refusal, Unread
from bilat_kg.sources.stamps import stamp

_PACKED_TWICE = 2  # a tar file that is compressed is all that happens
_FOREIGN = (
    (b"PK\x03\x04", "a zip archive, as office documents are"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"%PDF", "a PDF document"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)


def records(sources: Iterable[Path | Address], notes: Notes) -> Iterator[Record]:
    """The records of ``sources``, in their order; what is refused goes to ``notes`` and the rest goes on.

    Records are made as they are asked for, and no more than one page is held. Of two articles of one name, the first is
    read and the other is refused. Files of RDF are no articles: they are noted in ``notes.data``.
    """
    for each in records_but(sources, notes, lambda stamp: False):
        assert isinstance(each, Record)
        yield each


def records_but(
    sources: Iterable[Path | Address], notes: Notes, known: Callable[[str], bool]
) -> Iterator[Record | Unread]:
    """The records of ``sources`` as above, but for files whose stamp is ``known``: these are not opened."""
    read: dict[bytes, Path | str] = {}  # by what articles are named, in a few bytes each: a dump holds very many
    for source, each in _all(sources, notes, known):
        name = blake2b(each.name.encode(), digest_size=16).digest()
        if name in read:
            first = shown(str(read[name]))
            notes.refuse(each.where, f"an article named {each.name} was read from {first} already; rename one of them")
        else:
            read[name] = source
            yield each


def _all(
    sources: Iterable[Path | Address], notes: Notes, known: Callable[[str], bool]
) -> Iterator[tuple[Path | str, Record | Unread]]:
    """Each record with the source that it is from."""
    addresses: list[Address] = []
    for source in sources:
        if isinstance(source, Address):
            addresses.append(source)
            continue
        where = shown(str(source))
        if (mark := stamp(source)) and known(mark):
            yield source, Unread(_name(source), where, mark)
            continue
        try:
            for record in _file(source, notes, mark):
                yield source, record
        except SourceError as error:
            notes.refused.append(Refusal(where, str(error)))
    if addresses:
        from bilat_kg.sources.mediawiki import live  # who names no address pays for no client, and reaches no network

        for record in live.records(addresses, notes):
            yield record.where, record


def _name(path: Path) -> str:
    """The name of the article in a file."""
    return path.name.partition(".")[0].strip()


def _file(path: Path, notes: Notes, mark: str | None) -> Iterator[Record]:
    """The records of one file, ``mark`` being its stamp.

    Raises:
        SourceError: what ends the reading of the file.
    """
    reader = unpacked(path)
    name = _name(path)
    if not name or not printable(name):
        raise SourceError(
            f"{reader.where}: no article can be named after this file; rename it, as in malaysia-russia.bn.txt"
        )
    if reader.head()[257:262] == b"ustar":
        yield from _members(reader, notes)
    elif (syntax := rdf.syntax(reader.head())) and not reader.damages:
        notes.data.append(DataFile(path, reader.where, syntax))
    else:
        remarks = len(notes.remarks)
        for record in _content(File(name, _plain_name(path.name), reader), notes):
            alone = (record.name, record.where, len(notes.remarks)) == (name, reader.where, remarks)
            yield replace(record, stamp=mark) if alone and mark else record


def unpacked(path: Path) -> Reader:
    """The content of a file, uncompressed as it is read.

    Raises:
        SourceError: the path is missing, no regular file or not readable.
    """
    reader = open_file(path)
    for _ in range(_PACKED_TWICE):
        if kind := compression(reader.head()):
            reader = uncompressed(reader, kind)
    return reader


def _content(file: File, notes: Notes) -> Iterator[Record]:
    head = file.bytes.head()
    if compression(head):
        raise SourceError(f"{file.where}: is packed more than twice; unpack it")
    for magic, kind in _FOREIGN:
        if head.startswith(magic):
            raise SourceError(f"{file.where}: is {kind}, not UTF-8 text; give the article as plain text or wikitext")
    if rdf.syntax(head):
        raise SourceError(f"{file.where}: is RDF inside an archive; unpack it")
    format_ = next(each for each in FORMATS if each.fits(head))
    return format_.split(file, notes)


def _members(reader: Reader, notes: Notes) -> Iterator[Record]:
    """The records of the files in a tar file, read once from front to back; nothing is unpacked to the disk."""
    where = reader.where
    try:
        with tarfile.open(fileobj=reader, mode="r|", bufsize=CHUNK) as archive:  # type: ignore[call-overload]  # reads
            for member in archive:
                content = archive.extractfile(member) if member.isreg() else None
                if content is None:
                    continue
                name = Path(member.name).name
                inner = Reader(iter(partial(content.read, CHUNK), b""), f"{where}, {shown(name)}", reader.damages)
                try:
                    yield from _content(File(name.partition(".")[0] or "unnamed", name, inner), notes)
                except SourceError as error:
                    notes.refused.append(Refusal(inner.where, str(error)))
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise SourceError(f"{where}: is a damaged tar archive ({shown(str(error))}); fetch it again") from None


def _plain_name(name: str) -> str:
    """A file's name without what its compression added."""
    for suffix in (".gz", ".bz2", ".zst"):
        name = name.removesuffix(suffix)
    return name
