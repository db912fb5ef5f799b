"""Which entity a name means that several bear, or that is misspelt, now that the pair is known."""

from __future__ import annotations

from dataclasses import replace

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.gazetteer import cities, countries, homes, slug
from bilat_kg.text.morphology import Morphology
from bilat_kg.text.pair import Pair
from bilat_kg.text.places import namesake
from bilat_kg.text.seats import beside_a_city, take_for_city
from bilat_kg.text.states import is_capital, party
from bilat_kg.text.transliteration import romanize

_SETTLED = frozenset({"city", "word", "country", "organization"})  # kinds of chunks whose names may be several entities
_MENDABLE = 7  # letters that a name must have before one of them may be wrong
_LARGE, _WORLD = 300_000, 1_000_000  # inhabitants of a city of a third state, to be meant and to be meant for sure


def choose_entities(sentences: list[Sentence], pair: Pair) -> None:
    """Settle names that several entities bear, now that the pair is known.

    A city of the pair outranks cities elsewhere. A short name of a city elsewhere that is also a word (or that nobody
    would mean) is left as a word: only capitals and large cities of third states are taken. Where nothing tells which
    city is meant, it stays open.
    """
    named = {
        chunk.entity.id
        for sentence in sentences
        for chunk in sentence.chunks
        if chunk.entity is not None and chunk.kind == "country"
    }
    for sentence in sentences:
        for at, chunk in enumerate(sentence.chunks):
            if not chunk.entries or chunk.kind not in _SETTLED:
                continue
            if chunk.kind == "organization":
                _settle_body(chunk, pair)
                continue
            if chunk.kind == "country" and (chunk.entity is None or chunk.entity.id in pair):
                if _shared(chunk, pair):
                    chunk.kind, chunk.entity = "word", None
                elif len(chunk.entries) > 1 and beside_a_city(sentence.chunks, at):
                    take_for_city(sentence.chunks, at)
                continue
            weak = _weak(chunk, pair)
            if weak is not None:
                chunk.kind, chunk.entity = ("country" if weak.kind == "country" else "city"), weak
                continue
            options = _cities(chunk, pair)
            if not options:
                continue
            ours = [city for city in options if city.country in pair]
            if ours:
                if chunk.kind == "word" and not all(is_capital(city) for city in ours):
                    following = sentence.chunks[at + 1] if at + 1 < len(sentence.chunks) else None
                    if following is None or "town" not in following.senses:  # লোহা শহরে: Loja, no iron
                        continue
                chunk.kind = "city"
                _settle(chunk, ours, sure=True)
            elif chunk.kind == "city":
                best = max(options, key=lambda city: (is_capital(city), cities()[city.id][1]))
                if is_capital(best) or cities()[best.id][1] > _LARGE or len(chunk.text) > 5:
                    place = chunk.own == "Loc" or best.country in named
                    _settle(chunk, options, sure=is_capital(best) or cities()[best.id][1] > _WORLD or place)
                else:
                    chunk.kind, chunk.entity = "word", None


def _shared(chunk: Chunk, pair: Pair) -> bool:
    """Whether both states of the pair bear the name (কোরিয়া)."""
    if len(chunk.entries) == 1:
        return False
    states = {e.entity.id for e in chunk.entries if e.entity is not None and e.entity.kind == "country"}
    return len({party(code) for code in states if code in pair}) > 1


def _cities(chunk: Chunk, pair: Pair) -> list[Entity]:
    """The cities that a chunk may name; one of which it is a weak name, only where that is a city of the pair."""
    found = [
        entry.entity
        for entry in chunk.entries
        if entry.entity is not None
        and (entry.kind == "city" or (entry.kind == "weak" and chunk.kind == "city" and entry.entity.country in pair))
    ]
    return list(dict.fromkeys(found)) if found else found


def _settle(chunk: Chunk, options: list[Entity], *, sure: bool) -> None:
    """Take a name for the one city that it can mean, or for a city of that name where it can mean others."""
    if len(options) == 1 and sure:
        chunk.entity = options[0]
        return
    largest = max(options, key=lambda city: cities()[city.id][1])
    states = {city.country for city in options}
    chunk.entity = replace(namesake(largest), country=states.pop() if sure and len(states) == 1 else None)
    chunk.others = tuple(options)


def _settle_body(chunk: Chunk, pair: Pair) -> None:
    """Take a name that several organizations share (আইসিসি) for the one of the two states, if one is."""
    options = {entry.entity for entry in chunk.entries if entry.kind == "organization" and entry.entity is not None}
    if len(options) > 1:
        ours = [body for body in options if homes().get(body.id) in pair]
        latin = romanize(chunk.text)
        chunk.entity = ours[0] if len(ours) == 1 else Entity("organization", slug(latin), latin, chunk.text)
        chunk.others = () if len(ours) == 1 else tuple(sorted(options, key=lambda body: body.id))


def _weak(chunk: Chunk, pair: Pair) -> Entity | None:
    """The state of the pair, or its city, that a weak name means, where the chunk means nothing else."""
    if chunk.kind == "city" or chunk.senses:
        return None
    weak = [entry.entity for entry in chunk.entries if entry.kind == "weak" and entry.entity is not None]
    ours = {entity for entity in weak if entity.id in pair or entity.country in pair}
    return ours.pop() if len(ours) == 1 else None


def mend_names(sentences: list[Sentence], pair: Pair, morphology: Morphology) -> None:
    """Take an unknown word for the name of a state of the pair that it misspells in one letter (তাজকিস্তানে).

    Only long names, only with the same beginning.
    """
    names = {
        name: entity
        for code in pair.codes
        for entity in (countries()[code],)
        if (name := entity.label_bn) and len(name) >= _MENDABLE
    }
    heads = {name[:2] for name in names}
    if not heads:
        return
    for sentence in sentences:
        for chunk in sentence.chunks:
            if chunk.senses or chunk.kind != "word" or len(chunk.text) < _MENDABLE - 1 or chunk.text[:2] not in heads:
                continue
            for cut in morphology.cuts(chunk.text):
                entity = next((names[name] for name in names if _one_slip(cut.stem, name)), None)
                if entity is not None:
                    chunk.kind, chunk.entity, chunk.text = "country", entity, cut.stem
                    chunk.case = chunk.case if chunk.case in {"Com", "Abl", "All"} else cut.case
                    chunk.own = cut.case
                    break


def _one_slip(written: str, name: str) -> bool:
    """Whether two different words differ by one letter put in, left out or changed."""
    if written == name or abs(len(written) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(written), len(name)) and written[start] == name[start]:
        start += 1
    if len(written) == len(name):
        return written[start + 1 :] == name[start + 1 :]
    longer, shorter = (written, name) if len(written) > len(name) else (name, written)
    return longer[start + 1 :] == shorter[start:]
