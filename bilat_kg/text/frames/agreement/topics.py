"""What an agreement is about: the topics that the words of a stretch of chunks name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from bilat_kg.model import Concept, Value
from bilat_kg.resources import LANG
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.language import read_toml

_PREFIX = "topic."
_VAGUE = "vague"
GENERAL = "general_cooperation"
BORDER = "border"
FINANCE = "finance"
OTHER = "other"  # the words say what it is about, and it is none of the rest
_SHORTEST = 4  # letters of a topic word that may be found inside a compound
_NO_COMPOUND = frozenset({"agreement.civil", "agreement.strong", "body"})  # কোম্পানি has no পানি in it
_NAMES = frozenset({"organization", "person", "office", "city", "country"})


def topics_of(chunks: Iterable[Chunk], lang: str) -> tuple[str, ...]:
    """The topics that ``chunks`` name, in order; words that only say cooperation count where nothing else does."""
    found, vague = read_topics(chunks, lang)
    return found or ((GENERAL,) if vague else ())


def read_topics(chunks: Iterable[Chunk], lang: str) -> tuple[tuple[str, ...], bool]:
    """The topics that ``chunks`` name, in order, and whether a word there only says cooperation."""
    found: dict[str, None] = {}
    vague = False
    for chunk in chunks:
        if chunk.kind in _NAMES and not _port(chunk):
            continue
        if chunk.kind == "currency":
            if chunk.own != "Gen":  # কোটি ডলারের চুক্তি: what it is worth
                found[FINANCE] = None
            continue
        topics = _topics(chunk.senses) if chunk.senses else ()
        for topic in topics or (_named(chunk, lang) if _port(chunk) else _hidden(chunk, lang)):
            if topic == _VAGUE:
                vague = True
            else:
                found[topic] = None
    return tuple(found), vague


def _port(chunk: Chunk) -> bool:
    """Whether a place is named with the word for what it is (চাবাহার বন্দর), and nothing is only said to be there.

    So is a court before which something is brought (আন্তর্জাতিক বিচার আদালতে).
    """
    if chunk.kind == "organization":
        return chunk.case == "Loc"
    return chunk.kind == "city" and " " in chunk.text and chunk.case in {"Nom", "Gen"}


def _named(chunk: Chunk, lang: str) -> tuple[str, ...]:
    return tuple(_stems(lang).get(chunk.text.rsplit(" ", 1)[-1], ()))


def is_topical(chunk: Chunk, lang: str) -> bool:
    """Whether a chunk names a topic, be it a vague one."""
    if chunk.kind in _NAMES:
        return False
    return bool((chunk.senses and _topics(chunk.senses)) or _hidden(chunk, lang))


def concepts(topics: Iterable[str]) -> list[Value]:
    """Topics as a fact carries them."""
    return [Concept(f"topic/{topic}") for topic in topics]


def topics_under(heading: frozenset[str]) -> tuple[str, ...]:
    """The topics that the words of a heading name, where they name any but cooperation."""
    return tuple(topic for topic in _topics(heading) if topic not in {_VAGUE, GENERAL})


@lru_cache(maxsize=50_000)
def _topics(senses: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(sense[len(_PREFIX) :] for sense in senses if sense.startswith(_PREFIX)))


def _hidden(chunk: Chunk, lang: str) -> tuple[str, ...]:
    """The topics inside a compound, or inside a phrase that other rules know (সীমান্ত বিরোধ)."""
    whole = chunk.kind != "word" or not chunk.senses.isdisjoint(_NO_COMPOUND)
    return () if whole else _compound(chunk.text, lang)


@lru_cache(maxsize=50_000)
def _compound(word: str, lang: str) -> tuple[str, ...]:
    """The topics of a compound that no list holds (নৌবাণিজ্য), by the longest topic words at its beginning and end.

    Of a phrase its words count whole: তেল কোম্পানি has no পানি in it.
    """
    stems = _stems(lang)
    if " " in word:
        return tuple(dict.fromkeys(topic for part in word.split() for topic in stems.get(part, ())))
    found: dict[str, None] = {}
    for at_beginning in (True, False):
        for size in range(len(word) - 1, _SHORTEST - 1, -1):
            topics = stems.get(word[:size] if at_beginning else word[-size:])
            if topics:
                found.update(dict.fromkeys(topics))
                break
    return tuple(found)


@cache
def topic_names(lang: str) -> frozenset[str]:
    """The names of all topics."""
    senses = read_toml(LANG / lang / "rules" / "agreement.toml")["senses"]
    return frozenset(sense.removeprefix(_PREFIX) for sense in senses if sense.startswith(_PREFIX))


@cache
def _stems(lang: str) -> dict[str, list[str]]:
    """The topic words of the rule file that may be parts of compounds, with their topics."""
    stems: dict[str, list[str]] = {}
    for sense, words in read_toml(LANG / lang / "rules" / "agreement.toml")["senses"].items():
        if sense.startswith(_PREFIX):
            for word in words:
                if len(word) >= _SHORTEST and word[0] != "=" and " " not in word:
                    stems.setdefault(word, []).append(sense[len(_PREFIX) :])
    return stems
