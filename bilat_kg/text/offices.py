"""Office titles among chunks: which office a title means, of which country, and whether it goes with a name."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk

_APART = 7  # chunks from a title to the name that it stands behind
_BODIES = frozenset({"chamber", "ministry"})  # in whose genitive a title stands: পেরুর পররাষ্ট্র মন্ত্রণালয়ের সচিব
_BETWEEN = 3  # where a title may stand after a name: X দ্বিতীয় দফায় প্রধানমন্ত্রী হওয়ার পর


def title_beside(chunks: list[Chunk], at: int) -> int | None:
    """Where an office title stands beside a name: right before it, or after it behind a comma and a country.

    A rank before it says less than an office that somebody is told to hold: ``জেনারেল X রাষ্ট্রপতি হিসেবে``.
    """
    before = at - 1
    if before >= 0 and chunks[before].text == ",":
        before -= 1
    if before >= 0 and chunks[before].kind == "office" and chunks[before].own == "Nom":
        held = _held_behind(chunks, at) if office_of(chunks, before) == "other" else None
        return before if held is None else held
    if before > 1 and (became := _became(chunks, before)) is not None:
        return became
    if before > 0 and "holding" in chunks[before].senses and _as(chunks, before - 1):
        return before - 1
    after = at + 1
    if after + 1 >= len(chunks):
        return None
    if (held := _held_behind(chunks, at)) is not None:
        return held
    return _apposition(chunks, after + 1) if chunks[after].text in {",", "("} else None


def _became(chunks: list[Chunk], at: int) -> int | None:
    """The title in ``প্রেসিডেন্ট হওয়া X``, ``প্রেসিডেন্ট বনে যাওয়া X``, where the verb ends at ``at``."""
    verb = chunks[at].verb
    if verb is None or verb.mood != "noun" or verb.negated:
        return None
    title = at - 1
    if chunks[at].senses.isdisjoint({"verb.be", "becoming"}):
        return None
    return title if chunks[title].kind == "office" and chunks[title].own == "Nom" else None


def _held_behind(chunks: list[Chunk], at: int) -> int | None:
    """The title that a word behind a name says somebody holds: ``X তখনকার রাষ্ট্রপতি হিসেবে``."""
    after = at + 1
    for held in range(after, min(after + _BETWEEN, len(chunks) - 1)):
        chunk = chunks[held]
        if chunk.kind == "office":
            return held if holds(chunks[held + 1]) or "visit.who" in chunks[held + 1].senses else None
        inside = chunk.kind == "word" or (chunk.kind == "country" and chunk.case == "Gen")
        if not (inside or (held == after and chunk.text == ",")) or "and" in chunk.senses:
            return None
    return None


def _as(chunks: list[Chunk], title: int) -> bool:
    """``রাষ্ট্রপ্রধান হিসেবে X``: a title that begins what is told, and says what somebody does it as."""
    opens = title == 0 or chunks[title - 1].kind in {"mark", "date"}
    return opens and chunks[title].kind == "office" and chunks[title].own == "Nom" and not chunks[title].plural


def _apposition(chunks: list[Chunk], first: int) -> int | None:
    """The title in ``X, ঘানার তৎকালীন রাষ্ট্রপতি``, or alone between commas: ``X, তখন রাষ্ট্রপতি, আক্রা``."""
    while first + 1 < len(chunks) and "tenure" in chunks[first].senses:
        first += 1
    of_country = chunks[first].kind == "country"
    at = first + 1 if of_country else first
    while of_country and at < min(first + 1 + _BETWEEN, len(chunks)) and chunks[at].kind == "word":
        if not chunks[at].senses.isdisjoint({"and", "between", "with", "visit"}):
            break
        at += 1
    if at >= len(chunks) or chunks[at].kind != "office":
        return None
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if after is not None and after.kind == "person":
        return None
    closed = after is None or after.kind == "mark"
    if of_country:
        return at
    return at if closed and chunks[at].own == "Nom" and not chunks[at].plural else None


def is_apposition(chunks: list[Chunk], at: int) -> bool:
    """Whether the title at ``at`` is that of somebody named before it: ``X, তখন রাষ্ট্রপতি``."""
    people = (i for i in range(at - 1, max(-1, at - _APART), -1) if chunks[i].kind == "person")
    named = next(people, None)
    return named is not None and title_beside(chunks, named) == at


def holds(chunk: Chunk) -> bool:
    """Whether a word after an office title says that somebody holds it: পদে, হিসেবে, থাকাকালে, হওয়ার."""
    return "holding" in chunk.senses or (
        "verb.be" in chunk.senses and chunk.verb is not None and not chunk.verb.finite and not chunk.verb.negated
    )


def office_of(chunks: list[Chunk], at: int) -> str | None:
    """The office that the title at ``at`` means, by its name in the ontology; titles may stand in a row."""
    first = at
    while first and chunks[first - 1].kind == "office" and chunks[first - 1].own == "Nom":
        first -= 1
    if first == at and first > 1 and "and" in chunks[first - 1].senses and chunks[first - 2].kind == "office":
        first -= 2
    found = [office for chunk in chunks[first : at + 1] if chunk.kind == "office" and (office := _office_sense(chunk))]
    return next((office for office in found if office != "other"), found[0] if found else None)


def state_before(chunks: list[Chunk], office: int) -> str | None:
    """The country in whose genitive or adjective an office title stands."""
    country = country_before(chunks, office)
    return country.entity.id if country is not None and country.entity is not None else None


def country_before(chunks: list[Chunk], office: int) -> Chunk | None:
    """The chunk of that country."""
    before = office - 1
    while (
        before >= 0
        and office - before < 5
        and (
            chunks[before].kind == "office"
            or (
                chunks[before].kind == "word"
                and (chunks[before].own == "Nom" or not chunks[before].senses.isdisjoint(_BODIES))
                and chunks[before].senses.isdisjoint({"and", "between", "with", "visit"})
            )
            or ("and" in chunks[before].senses and before > 1 and _doubles(chunks, before))
        )
    ):
        before -= 1
    found = before >= 0 and chunks[before].kind == "country" and (chunks[before].case == "Gen" or _bare(chunks, office))
    return chunks[before] if found else None


def _bare(chunks: list[Chunk], office: int) -> bool:
    """``ফ্রান্স প্রেসিডেন্টের সফরে``: a country without its ending, with nothing before it that it would be subject of."""
    country = chunks[office - 1]
    opens = office < 2 or chunks[office - 2].kind in {"mark", "date"}
    return opens and country.kind == "country" and country.own == "Nom" and chunks[office].own == "Gen"


def _doubles(chunks: list[Chunk], tie: int) -> bool:
    """``ওমানের তেল ও গ্যাসমন্ত্রী``: whether a conjunction ties two words of one title."""
    field = chunks[tie - 1]
    return chunks[tie + 1].kind == "office" and field.kind == "word" and field.own == "Nom" and field.verb is None


def _office_sense(office: Chunk) -> str | None:
    senses = sorted(
        s for s in office.senses if "." not in s and ":" not in s
    )  # of frames: event.envoy; the title itself
    return next((sense for sense in senses if sense != "other"), senses[0] if senses else None)
