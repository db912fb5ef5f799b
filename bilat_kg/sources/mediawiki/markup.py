"""The names that MediaWiki's markup uses, in English and in the languages of ``lang/``: data, from ``markup.toml``."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Names:
    """Names in lower case, NFC; ``markup.toml`` says what each is."""

    infobox: tuple[str, ...]
    bilateral_infobox: tuple[str, ...]
    title: frozenset[str]
    category: frozenset[str]
    hidden_namespaces: frozenset[str]
    hidden_tags: frozenset[str]
    redirect: tuple[str, ...]
    disambiguation: tuple[str, ...]
    relations: tuple[str, ...]
    bilateral: tuple[str, ...]
    joints: tuple[str, ...]
    genitive: tuple[str, ...]
    hidden_classes: frozenset[str]
    licences: dict[str, str]
    shown_templates: dict[str, str]


@cache
def names() -> Names:
    """All names, read once."""
    file = Path(__file__).with_name("markup.toml")
    data = tomllib.loads(unicodedata.normalize("NFC", file.read_text(encoding="utf-8")))

    def longest_first(key: str) -> tuple[str, ...]:
        return tuple(sorted(data[key], key=lambda word: (-len(word), word)))

    return Names(
        infobox=tuple(data["infobox"]),
        bilateral_infobox=tuple(data["bilateral_infobox"]),
        title=frozenset(data["title"]),
        category=frozenset(data["category"]),
        hidden_namespaces=frozenset(data["hidden_namespaces"] + data["category"]),
        hidden_tags=frozenset(data["hidden_tags"]),
        redirect=tuple(data["redirect"]),
        disambiguation=tuple(data["disambiguation"]),
        relations=longest_first("relations"),
        bilateral=tuple(data["bilateral"]),
        joints=longest_first("joints"),
        genitive=longest_first("genitive"),
        hidden_classes=frozenset(data["hidden_classes"]),
        licences=data["licences"],
        shown_templates=data["shown_templates"],
    )
