"""Places that no gazetteer knows by this spelling, told by their locative ending and by what stands beside them.

A place so found is the one city of the pair whose name is spelt nearly so; failing that, a city of unknown country with
a name in Latin letters by transliteration and no QID.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz.fuzz import ratio

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.common_words import common_words
from bilat_kg.text.coordination import coordinate
from bilat_kg.text.gazetteer import city_labels, city_names, slug
from bilat_kg.text.morphology import Morphology
from bilat_kg.text.spelling import fold, near_spelling
from bilat_kg.text.transliteration import romanize

_OPENERS = frozenset({"and", "but", "contrast", "also", "respectively", "mission.town"})
_MISSIONS = frozenset({
    "mission.embassy", "mission.high_commission", "mission.consulate", "mission.consulate_general",
    "mission.honorary_consulate",
})  # fmt: skip
_LONGEST = 3  # words in the name of a place
_MENDABLE = 6  # letters of a word with its ending that may be a city spelt otherwise
_LATIN, _ALIKE = 6, 84  # letters that a name needs to be compared in Latin ones, and how alike the two then have to be


def find_places(
    chunks: list[Chunk], lang: str, states: Sequence[str], morphology: Morphology, follows: Callable[[Chunk], bool]
) -> bool:
    """Turn unknown names of places among ``chunks`` into city chunks, in place; the list may get shorter.

    Whether any was found: the clauses of the sentence must then be cut anew.

    A run of unknown words whose last has a locative ending is a place where ``follows`` accepts the chunk after it and
    nothing that could belong to it stands before; so is an unknown word that a comma or conjunction ties to a place.
    """
    common = common_words(lang)
    found = _set_apart(chunks, lang, states, morphology, follows)
    found |= _listed(chunks, lang, states, morphology)
    i = len(chunks) - 2
    while i >= 0:
        chunk = chunks[i]
        if "town" in chunks[i + 1].senses and chunks[i + 1].own == "Loc" and _unknown(chunk):
            within = i == 1 and _unknown(chunks[0]) and any(c.case == "Gen" for c in morphology.cuts(chunks[0].text))
            within = within or _in_region(chunks, i - 1)
            if i == 0 or _opens(chunks[i - 1]) or within:  # কুসকো শহরে, আপুরিমাকের আবানকাই শহরে
                _name(chunks, i, i + 2, [chunk.text], lang, states)
                found = True
        elif _unknown(chunk) and (follows(chunks[i + 1]) or _beside_mission(chunks, i)) and chunk.text not in common:
            stem = _locative(chunk, morphology) or _possessed(chunks, i, morphology)
            if stem is not None:
                first = _begin(chunks, i)
                open_ = first == 0 or _opens(chunks[first - 1]) or _acts(chunks, first - 1)
                open_ = open_ or _in_region(chunks, first - 1)
                if open_ or _of_a_state(chunks, first - 1, i + 1):
                    _name(chunks, first, i + 1, [*(c.text for c in chunks[first:i]), stem], lang, states)
                    i, found = first, True
        i -= 1
    for i in range(len(chunks) - 3, -1, -1):
        if (
            i + 2 < len(chunks)
            and chunks[i + 2].kind == "city"
            and chunks[i + 2].case == "Loc"
            and _ties(chunks[i + 1])
            and ("and" in chunks[i + 1].senses or chunks[i + 2].own == "Nom")  # প্রসঙ্গত, লিমায় …: no list
            and _unknown(chunks[i])
            and not chunks[i].text.endswith(morphology.adverbs)
            and chunks[i].text not in common
        ):
            first = _begin(chunks, i)
            if first == 0 or _opens(chunks[first - 1]):
                both = chunks[i + 2].own == "Loc" and "and" in chunks[i + 1].senses  # কোপারে ও মারিবোরে
                stem = (_locative(chunks[i], morphology) if both else None) or chunks[i].text
                _name(chunks, first, i + 1, [*(c.text for c in chunks[first:i]), stem], lang, states)
                chunks[first].case = "Loc" if stem != chunks[first].text else "Nom"
                found = True
    for i in range(len(chunks) - 3, -1, -1):  # নাগোয়া ও ফুকুওকায়
        stem = _locative(chunks[i + 2], morphology) if i + 2 < len(chunks) and _unknown(chunks[i + 2]) else None
        if stem is not None and chunks[i].kind == "city" and "and" in chunks[i + 1].senses and chunks[i].own == "Nom":
            _name(chunks, i + 2, i + 3, [stem], lang, states)
            found = True
    if found:
        for chunk in chunks:
            chunk.group = 0
        coordinate(chunks)
    return found


def misspelt(chunk: Chunk, lang: str, states: Sequence[str], morphology: Morphology) -> Entity | None:
    """The city of these states that an unknown word in the locative spells nearly so: ``ভিলনিয়ুসে``."""
    stem = _locative(chunk, morphology) if _unknown(chunk) and len(chunk.text) >= _MENDABLE else None
    return _spelt_nearly(stem, lang, states) if stem is not None else None


def name_list(chunks: list[Chunk], first: int, lang: str, states: Sequence[str]) -> bool:
    """Unknown places that a line enumerates from ``first`` to its end, or to a bracket: ``…, তাভেতা ও বুসিয়া``."""
    end = first
    while end < len(chunks) and chunks[end].text not in {"(", "।"}:
        end += 1
    parts: list[tuple[int, int]] = []
    begin = first
    for i in range(first, end + 1):
        if i == end or _ties(chunks[i]):
            parts.append((begin, i))
            begin = i + 1
    if not all(0 < last - start <= 2 * _LONGEST - 1 and _is_name(chunks[start:last]) for start, last in parts):
        return False
    unknown = [(start, last) for start, last in parts if chunks[start].kind != "city"]
    if any(last + 1 < end and chunks[last].text == "," and chunks[last + 1].kind == "city" for _, last in unknown):
        return False  # দূতাবাস, মিরাফ্লোরেস, লিমা: an address
    for start, last in reversed(unknown):
        _name(chunks, start, last, [chunk.text for chunk in chunks[start:last]], lang, states)
        chunks[start].own = chunks[start].case = "Nom"
    return bool(unknown)


def _is_name(chunks: list[Chunk]) -> bool:
    if len(chunks) == 1 and chunks[0].kind == "city":
        return True
    tied = {i + 1 for i, chunk in enumerate(chunks) if chunk.text == "-"}  # কাপ-আইসিয়াঁ: a word may be any before one
    return all(
        chunk.text == "-" or _unknown(chunk) or (chunk.kind == "word" and i + 2 in tied)
        for i, chunk in enumerate(chunks)
    )


def _set_apart(
    chunks: list[Chunk], lang: str, states: Sequence[str], morphology: Morphology, follows: Callable[[Chunk], bool]
) -> bool:
    """An unknown place with its ending after a hyphen (কোসিসে-তে)."""
    found = False
    for i in range(len(chunks) - 4, -1, -1):
        if i + 3 >= len(chunks) or chunks[i + 1].text != "-" or not _unknown(chunks[i]) or not follows(chunks[i + 3]):
            continue
        if morphology.apart.get(f"-{chunks[i + 2].text}") == "Loc" and (i == 0 or _opens(chunks[i - 1])):
            _name(chunks, i, i + 3, [chunks[i].text], lang, states)
            found = True
    return found


def namesake(city: Entity) -> Entity:
    """A city that only shares its name with one that the gazetteer knows."""
    return Entity("city", slug(city.label_en), city.label_en, city.label_bn)


def _listed(chunks: list[Chunk], lang: str, states: Sequence[str], morphology: Morphology) -> bool:
    """Unknown places enumerated at the end of a clause, after its verb (চালায় বারাওনা, দাহাবোন আর ইগুয়েইয়ে)."""
    last = len(chunks) - 1 if chunks and chunks[-1].kind != "mark" else len(chunks) - 2
    if last < 4 or "and" not in chunks[last - 1].senses:
        return False
    known = chunks[last].kind == "city" and chunks[last].own == "Loc"
    stem = _locative(chunks[last], morphology) if _unknown(chunks[last]) else None
    if stem is None and not known:
        return False
    items = [last]
    while items[0] >= 2 and _ties(chunks[items[0] - 1]) and _is_item(chunks[items[0] - 2]):
        items.insert(0, items[0] - 2)
    unknown = [i for i in items if chunks[i].kind == "word"]
    if len(items) < 2 or not unknown or chunks[items[0] - 1].verb is None:
        return False
    for i in items:
        if i in unknown:
            _name(chunks, i, i + 1, [stem if stem and i == last else chunks[i].text], lang, states)
            if i != last:
                chunks[i].own = chunks[i].case = "Nom"
    return True


def _is_item(chunk: Chunk) -> bool:
    return chunk.kind == "city" or _unknown(chunk)


def _begin(chunks: list[Chunk], last: int) -> int:
    """Where the unknown name that ends at ``last`` begins; its words may be tied by hyphens (কাপ-আইসিয়াঁয়)."""
    first = last
    while first > 0 and last - first < 2 * _LONGEST - 2:
        if first > 1 and chunks[first - 1].text == "-" and chunks[first - 2].kind == "word":
            first -= 2
        elif _unknown(chunks[first - 1]) and last - first < _LONGEST - 1:
            first -= 1
        else:
            break
    return first


def _of_a_state(chunks: list[Chunk], before: int, after: int) -> bool:
    """Whether a territory stands before the place and the state of the mission after it (ফারো দ্বীপপুঞ্জের … আইসল্যান্ডের)."""
    territory, state = chunks[before], chunks[after]
    return (
        territory.kind == state.kind == "country"
        and territory.case == state.case == "Gen"
        and territory.entity != state.entity
        and not territory.adjective
    )


def _beside_mission(chunks: list[Chunk], at: int) -> bool:
    """Whether a mission says that an unknown word is a town: ``কনস্যুলেট রয়েছে অনজিভায়;``, ``নেলস্প্রুটে X কনস্যুলেট``."""
    if _instead(chunks, at):
        return True
    sender = chunks[at + 1]
    if sender.kind == "country" and sender.own == sender.case == "Nom" and at + 2 < len(chunks):
        return _is_mission(chunks[at + 2])
    if sender.kind != "mark" or at == 0:
        return False
    before = chunks[at - 1]
    return _is_mission(before) or (at > 1 and "mission.is" in before.senses and _is_mission(chunks[at - 2]))


def _is_mission(chunk: Chunk) -> bool:
    return not chunk.senses.isdisjoint(_MISSIONS)


def _instead(chunks: list[Chunk], at: int) -> bool:
    """``ভ্যালেটায় নয়, স্লিমায়``: what ends a clause behind a town that is denied is the right one."""
    if at < 3 or chunks[at - 1].text != "," or chunks[at + 1].kind != "mark":
        return False
    verb = chunks[at - 2].verb
    return verb is not None and verb.negated and chunks[at - 3].kind == "city" and chunks[at - 3].own == "Loc"


def _in_region(chunks: list[Chunk], before: int) -> bool:
    """Whether the part of a country in which a place lies stands before it: ``আপুরিমাক প্রদেশের আবানকাইতে``."""
    return before > 0 and chunks[before].own == "Gen" and "mission.region" in chunks[before].senses


def _acts(chunks: list[Chunk], before: int) -> bool:
    """Whether a state that opens the clause stands before the place: ``পেরু তাভেতায় একটি কনস্যুলেট চালায়``."""
    state = chunks[before]
    plain = state.kind == "country" and state.own == state.case == "Nom" and not state.adjective
    return plain and (before == 0 or _opens(chunks[before - 1]))


def _possessed(chunks: list[Chunk], at: int, morphology: Morphology) -> str | None:
    """``বেলাদেরের ডোমিনিকান কনস্যুলেট``: the genitive of a place before whose mission stands there."""
    if not chunks[at + 1].adjective:
        return None
    stems = [cut.stem for cut in morphology.cuts(chunks[at].text) if cut.case == "Gen" and len(cut.stem) > 2]
    return min(stems, key=len) if stems else None


def _unknown(chunk: Chunk) -> bool:
    return chunk.kind == "word" and not chunk.senses and not chunk.entries and len(chunk.text) > 1


def _opens(before: Chunk) -> bool:
    """Whether a place can begin after this chunk."""
    return before.kind in {"mark", "date", "verb"} or not before.senses.isdisjoint(_OPENERS)


def _ties(between: Chunk) -> bool:
    return between.text == "," or "and" in between.senses


def _locative(chunk: Chunk, morphology: Morphology) -> str | None:
    if chunk.text.endswith(morphology.adverbs):
        return None
    cuts = morphology.cuts(chunk.text)
    if any(cut.case == "Acc" for cut in cuts):
        return None  # মাহমুদকে
    stems = [cut.stem for cut in cuts if cut.case == "Loc" and len(cut.stem) > 2]
    return min(stems, key=len) if stems else None


def _name(chunks: list[Chunk], first: int, last: int, words: list[str], lang: str, states: Sequence[str]) -> None:
    name = " ".join(words).replace(" - ", "-")
    place = Chunk("city", chunks[first].start, chunks[last - 1].end, name, "Loc")
    place.entity = _spelt_nearly(name, lang, states)
    if place.entity is None:
        latin = romanize(name)
        place.entity = Entity("city", slug(latin), latin, name)
    chunks[first:last] = [place]


def _spelt_nearly(name: str, lang: str, states: Sequence[str]) -> Entity | None:
    """The one city of these states spelt nearly so: in Bengali but for one letter of four, or in Latin letters."""
    folded = fold(name)
    near = {
        city.id: city
        for state in states
        for known, city in city_names(lang, state)
        if known[:1] == folded[:1] and near_spelling(folded, known)
    }
    latin = slug(romanize(name))
    if not near and len(latin) >= _LATIN:
        near = {
            city.id: city
            for state in states
            for known, city in city_labels(state)
            if known[0] == latin[0] and ratio(latin, known) >= _ALIKE
        }
    return next(iter(near.values())) if len(near) == 1 else None
