"""A dump on the disk: good pages and broken ones among them, and what a build has to say of it."""

from __future__ import annotations

import bz2
import gzip
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from benchmarks.dumps.damages import DAMAGES, Damage
from benchmarks.dumps.pages import Page, pages, relations, states

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="bn">
  <siteinfo>
    <sitename>উইকিপিডিয়া</sitename>
    <dbname>bnwiki</dbname>
    <base>https://bn.wikipedia.org/wiki/%E0%A6%AA%E0%A7%8D%E0%A6%B0%E0%A6%A7%E0%A6%BE%E0%A6%A8</base>
    <namespaces><namespace key="0" case="first-letter" /></namespaces>
  </siteinfo>
""".encode()
TAIL = b"</mediawiki>\n"


@dataclass(slots=True)
class Dump:
    """What a dump that was written holds: its good pages about two countries, how many others, the broken ones."""

    path: Path
    about: list[str] = field(default_factory=list)
    others: int = 0
    broken: dict[str, str] = field(default_factory=dict)


def write(path: Path, number: int, *, broken: bool = False, seed: int = 1, stream: int = 100) -> Dump:
    """Write ``number`` good pages and, if asked, one of every kind of broken page, in places that ``seed`` tells.

    By its suffix the file is compressed: ``.gz``, ``.bz2`` (a stream for each ``stream`` pages, as multistream dumps
    have it), ``.zst``. ``broken`` of the dump gives the title of each broken page by the kind of its damage.
    """
    made, chance = Dump(path), random.Random(seed)
    places = sorted(chance.randint(0, number) for _ in DAMAGES) if broken else []
    kinds: list[tuple[str, Damage]] = list(DAMAGES.items())
    chance.shuffle(kinds)
    with _packed(path, stream) as out:
        out.write(HEAD)
        for at, page in enumerate(pages(number, seed)):
            while places and places[0] <= at:
                places.pop(0)
                _write_broken(out, made, *kinds[len(places)], chance)
            out.write(page.xml())
            if page.about:
                made.about.append(page.title)
            else:
                made.others += 1
        for _ in list(places):
            places.pop(0)
            _write_broken(out, made, *kinds[len(places)], chance)
        out.write(TAIL)
    return made


def _write_broken(out: IO[bytes], made: Dump, kind: str, damage: Damage, chance: random.Random) -> None:
    page = victim(len(made.broken), chance)
    made.broken[kind] = page.title
    out.write(damage(page))


def victim(number: int, chance: random.Random) -> Page:
    """A page about two countries that no good page is about: their names stand the other way round."""
    known = states()
    return relations((known[-1 - number], known[0]), 900_000 + number, chance)


@contextmanager
def _packed(path: Path, stream: int) -> Iterator[IO[bytes]]:
    match path.suffix:
        case ".gz":
            with gzip.open(path, "wb", compresslevel=1) as packed:
                yield cast("IO[bytes]", packed)
        case ".bz2":
            with path.open("wb") as raw:
                streams = _Streams(raw, stream)
                yield cast("IO[bytes]", streams)
                streams.close()
        case ".zst":
            import zstandard

            with path.open("wb") as raw, zstandard.ZstdCompressor().stream_writer(raw) as writer:
                yield cast("IO[bytes]", writer)
        case _:
            with path.open("wb") as plain:
                yield plain


class _Streams:
    """bzip2 streams one after the other, a new one for each so many pages."""

    def __init__(self, raw: IO[bytes], most: int) -> None:
        self._raw, self._most, self._waiting = raw, most, [b""]

    def write(self, data: bytes) -> None:
        self._waiting.append(data)
        if len(self._waiting) > self._most:
            self.close()

    def close(self) -> None:
        self._raw.write(bz2.compress(b"".join(self._waiting)))
        self._waiting.clear()
