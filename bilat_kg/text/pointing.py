"""``সেখানে``, ``তিনি``, ``আমরা``: the state that a place named shortly before lies in, that of the person spoken of."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.gazetteer import countries
from bilat_kg.text.pair import Pair
from bilat_kg.text.states import party, state_of

_AT = frozenset({"Loc", "All", "Abl"})
_PLACES = frozenset({"city", "country"})
_BACK = 2  # sentences that a pronoun may point back over
_POINTED = frozenset({"person", "he", "we", "his"})
_SPEAKS = frozenset({"office", "country"})
_TITLES = (
    "president", "prime_minister", "monarch", "crown_prince", "vice_president", "deputy_prime_minister",
    "foreign_minister", "minister",
)  # fmt: skip
_SPOKEN = frozenset({"“", '"', "‘", "'", "«", "”", "’", "»"})


def point_there(sentences: list[Sentence], pair: Pair) -> None:
    """Give every ``সেখানে`` the state that it means: one of the two, or a third of which alone was told right before."""
    for at, sentence in enumerate(sentences):
        if "there" not in sentence.senses:
            continue
        for i in sentence.having("there"):
            chunk = sentence.chunks[i]
            acting = {party(state_of(c) or "") for c in sentence.chunks[:i] if c.kind == "country" and c.own == "Nom"}
            before = sentences[at - 1].chunks if at else []
            code = _place(sentence.chunks[:i], acting, near=True)
            if code is None and (topic := _topic(sentence.chunks[:i])) is not None:
                code = topic
            elif code is None:
                code = _place(before, acting, near=False)
            alone = code is not None and code not in pair and _alone(before, code)
            if code is not None and (code in pair or alone):
                chunk.kind, chunk.entity, chunk.anaphor = "country", countries()[party(code)], True
                chunk.case = chunk.own = "Loc"


def _place(chunks: list[Chunk], acting: set[str], *, near: bool) -> str | None:
    """The place named last: where something is, else (unless it must be ``near``) any state but the one who acts."""
    named = [
        (chunk, code)
        for chunk in reversed(chunks)
        if chunk.kind in _PLACES and not chunk.adjective and (code := state_of(chunk)) and party(code) not in acting
    ]
    at = next((code for chunk, code in named if chunk.own in _AT), None)
    if at is None and not near and named and all(chunk.verb is None for chunk in chunks) and named[-1][0].own == "Nom":
        return named[-1][1]  # X Y-এর বড় বাজার। সেখানে …: of whom it is said
    return at or (None if near or not named else named[0][1])


def _alone(before: list[Chunk], code: str) -> bool:
    """Whether a third state is the only one of which the sentence before speaks: ``উগান্ডায় নির্বাচন হয়। সেখানে …``."""
    return all(state_of(chunk) == code for chunk in before if chunk.kind in _PLACES and state_of(chunk))


def _topic(chunks: list[Chunk]) -> str | None:
    """``X দ্বিতীয় স্থানে, প্রায় ২ লাখ Y সেখানে থাকেন``: the state that the words before the last comma rank."""
    comma = next((i for i in range(len(chunks) - 1, -1, -1) if chunks[i].text == ","), 0)
    if comma < 2 or chunks[0].kind != "country" or chunks[0].own != "Nom" or any(c.verb for c in chunks[:comma]):
        return None
    return state_of(chunks[0])


def point_back(sentences: list[Sentence]) -> None:
    """Give তিনি, and আমরা in what somebody is quoted with, the office and the state of the person spoken of last.

    That person is the last one named as a subject, within a few sentences; whoever stands in another case is not meant.
    A government that is his (তাঁর সরকার) is that of the state of whoever is named last in the sentence, or spoken of.
    """
    last: Chunk | None = None
    since = 0
    for sentence in sentences:
        since += 1
        if sentence.senses.isdisjoint(_POINTED) and not sentence.senses >= _SPEAKS:
            continue
        named: Chunk | None = None
        his = False
        quoted = "we" in sentence.senses and any(chunk.text in _SPOKEN for chunk in sentence.chunks)
        for at, chunk in enumerate(sentence.chunks):
            if his and "government" in chunk.senses and (whose := named or (last if since <= _BACK else None)):
                chunk.state = whose.state
            his = "his" in chunk.senses
            if chunk.kind == "person":
                named = chunk
                if chunk.own == "Nom":
                    last, since = chunk, 0
                continue
            if chunk.kind == "office" and (speaker := _speaker_by_office(sentence.chunks, at)) is not None:
                chunk.state, chunk.office = speaker
                named = last = chunk
                since = 0
                continue
            meant = "he" in chunk.senses or (quoted and "we" in chunk.senses)
            if meant and last is not None and since <= _BACK:
                chunk.state, chunk.office = last.state, last.office
                since = 0


def _speaker_by_office(chunks: list[Chunk], at: int) -> tuple[str, str] | None:
    """``কেনিয়ার মন্ত্রী বলেন``: the state and the office of somebody whom the text only calls by it, as a subject."""
    before = chunks[at - 1] if at else None
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if before is None or before.kind != "country" or before.entity is None or before.case != "Gen":
        return None
    if chunks[at].own != "Nom" or after is None or after.kind in {"person", "office"} or "and" in after.senses:
        return None
    office = next((title for title in _TITLES if title in chunks[at].senses), None)
    return (before.entity.id, office) if office is not None else None
