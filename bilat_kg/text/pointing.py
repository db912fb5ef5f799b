"""``সেখানে``: the state of the pair that a place named shortly before lies in."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.discourse import Pair, party, state_of
from bilat_kg.text.gazetteer import countries

_AT = frozenset({"Loc", "All", "Abl"})
_PLACES = frozenset({"city", "country"})


def point_there(sentences: list[Sentence], pair: Pair) -> None:
    """Give every ``সেখানে`` the state that it means, unless that is a third one or the one who acts."""
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
            if code is not None and code in pair:
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
    return at or (None if near or not named else named[0][1])


def _topic(chunks: list[Chunk]) -> str | None:
    """``X দ্বিতীয় স্থানে, প্রায় ২ লাখ Y সেখানে থাকেন``: the state that the words before the last comma rank."""
    comma = next((i for i in range(len(chunks) - 1, -1, -1) if chunks[i].text == ","), 0)
    if comma < 2 or chunks[0].kind != "country" or chunks[0].own != "Nom" or any(c.verb for c in chunks[:comma]):
        return None
    return state_of(chunks[0])
