"""The flow that an amount measures, or why it measures none.

Every amount of a sentence looks for the flow that it measures: a flow word between it and the amount before, or after
it where the amount stands in the genitive (… ডলারের পণ্য রপ্তানি করে), else the flow of the amount before it, else that
of the sentence before (যথাক্রমে deals two amounts to two flows). An amount that measures something else is refused.
"""

from __future__ import annotations

from collections.abc import Iterable

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.flow import IN, OUT, Flow, direction, names_party, names_third_state, passes, turns
from bilat_kg.text.frames.measure import (
    aimed,
    aimed_behind,
    is_price,
    of_goods_before,
    one_good,
    part_of_total,
    part_of_year,
)
from bilat_kg.text.frames.measured import MOVES_ALONE, bought_after, flow_word, is_share, said_after
from bilat_kg.text.frames.perspective import flow_before, look, told_from
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import party, state_of


def flow_measured(
    scene: Scene,
    sentence: Sentence,
    at: int,
    start: int,
    stop: int,
    flows: list[Flow],
    earlier: tuple[Flow, ...],
) -> tuple[str, Flow | None]:
    """The flow that the amount at ``at`` measures, or why there is none."""
    chunks = sentence.chunks
    clause = clause_at(sentence, at)
    end = min(stop, clause.end)
    word = flow_word(chunks, at, start, end)
    if word is None and is_share(chunks, at):
        word = next((i for i in range(at + 2, end) if not chunks[i].senses.isdisjoint(OUT | IN)), None)
    if word is not None and "flow.else" in chunks[word].senses:
        return "an amount of something else than trade", None
    region = list(range(max(start, 0), end))
    own = clause.start > start and word is not None and _names_both(chunks[clause.start : clause.end], scene)
    if names_third_state(chunks, range(clause.start, end) if own else region, scene.pair):
        return "trade with a third state or a region", None
    if passes(chunks, region, scene.pair):
        return "goods that only pass one of the two", None
    around = {sense for i in region for sense in chunks[i].senses}
    if "flow.fair" in around:
        return "sales at a fair", None
    if aimed(chunks, region, at) or aimed_behind(chunks, stop):
        return "a target, or denied", None
    if part_of_year(chunks, region):
        return "an amount of part of a year", None
    if any("flow.contract" in chunks[i].senses for i in range(at, end)):
        return "the price of a contract", None
    if word is not None and word > at and is_price(chunks, at, word, end):
        return "the price of a purchase", None
    if word is not None and "flow.send" in chunks[word].senses and chunks[at].own != "Gen":
        return "money sent, not goods", None
    if not (flows or earlier) and one_good(chunks, at, end):
        return "the worth of some goods", None
    if (word is None or word < at) and of_goods_before(chunks, range(max(start, 0), at), word):
        return "the worth of some goods", None
    if word is None and flows:
        word = said_after(chunks, at, end)
        region = region if word is None else list(range(at + 1, word + 1))
    both_ways = any(
        "flow.both_ways" in chunks[i].senses and (not i or "good" not in chunks[i - 1].senses) for i in region
    )  # চা ও কফি মিলিয়ে is of goods
    if word is None:
        if (both_ways or "flow.sum" in around) and (earlier or flows):
            return "", Flow(None)
        if flows and (last := flows[-1].way) is not None and names_party(chunks, range(start, at), scene.pair):
            way = direction(chunks, range(start, at), None, OUT, scene.pair, last)
            return ("", Flow(way)) if way is not None else ("exporter and importer unclear", None)
        if flows:
            way = flows[-1].way
            if way is None:
                return ("a part of the trade", None) if part_of_total(chunks, range(start, at)) else ("", flows[-1])
            back = "flow.reverse" in around or turns(chunks, range(start, end))
            return "", Flow(way.turned()) if back else flows[-1]
        if earlier and (listed := bought_after(chunks, at, clause.end)) is not None:
            inside = range(max(start, clause.start), clause.end)
            way = direction(chunks, inside, listed, chunks[listed].senses, scene.pair, earlier[-1].way)
            return ("", Flow(way)) if way is not None else ("exporter and importer unclear", None)
        if earlier and earlier[-1].way is not None and _comes_from(chunks, region, earlier[-1].way.importer):
            return "exporter and importer unclear", None
        if earlier and ("flow.on" in sentence.senses or all(c.verb is None for c in chunks)):
            return "", earlier[-1]
        return "", None
    senses = chunks[word].senses
    last = next((flow.way for flow in reversed([*earlier, *flows]) if flow.way), None) or told_from(
        look(scene, sentence, "trade"), sentence
    )
    if "flow.business" in senses and around.isdisjoint({"between", "pair"}):
        return "business of one state", None
    if "flow.total" in senses or both_ways:
        inside = range(start, end)
        if (flows or earlier) and not any(chunks[i].kind == "date" for i in inside) and part_of_total(chunks, inside):
            return "a part of the trade", None
        if word is not None and _foreign(chunks, word) and not _names_both(chunks[clause.start : clause.end], scene):
            return "all that a state sells or buys", None
        whole = "flow.sum" in around
        if word is not None and whole and not both_ways and _of_one(chunks, clause.start, word, scene):
            return "all that a state sells or buys", None
        return "", Flow(None)
    if "flow.goods" in senses and "flow.reverse" in around and flows and (way := flows[-1].way) is not None:
        return "", Flow(way.turned())  # সেখান থেকে আনা পণ্যের দাম
    way = flows[-1].way if flows and not names_party(chunks, region, scene.pair) else None
    if way is not None and turns(chunks, range(start, end)):
        return "", Flow(way.turned())  # …, গেছে ২ কোটি ডলারের পণ্য
    if "flow.goods" in senses and "flow.take" in around and any(chunks[i].case == "Abl" for i in region):
        senses = senses | {"flow.import"}  # X Y থেকে আনে ৫ কোটি ডলারের মাল
    if "flow.goods" in senses and not senses & (OUT | IN) and not around & MOVES_ALONE:
        return "", None
    both = _names_both(chunks[clause.start : end], scene)
    dated = any(chunks[i].kind == "date" for i in region)
    alone = last is None or not (flows or dated)
    if alone and not both and "flow.earnings" in senses and names_party(chunks, region, scene.pair):
        return "all that a state sells or buys", None  # X-এর রপ্তানি আয় ছিল …
    if last is None and word and "flow.sum" in chunks[word - 1].senses and not both:
        return "all that a state sells or buys", None
    if not both and at and "flow.sum" in chunks[at - 1].senses and _alone(chunks, range(clause.start, end)):
        return "all that a state sells or buys", None  # X মোট ৪ কোটি ডলার আমদানি করে
    way = direction(chunks, region, word, senses, scene.pair, last)
    if way is None and word and "flow.that" in chunks[word - 1].senses and not names_party(chunks, region, scene.pair):
        way = flow_before(scene, sentence)
    return ("", Flow(way)) if way is not None else ("exporter and importer unclear", None)


def _foreign(chunks: list[Chunk], word: int) -> bool:
    """``বৈদেশিক বাণিজ্য``, ``বহির্বাণিজ্য``: with all other states, unless two are named."""
    return "flow.with_all" in chunks[word].senses or (word > 0 and "foreign" in chunks[word - 1].senses)


def _comes_from(chunks: list[Chunk], region: Iterable[int], code: str) -> bool:
    """Whether the words say that something comes from the state with this code."""
    return any(chunks[i].case == "Abl" and party(state_of(chunks[i]) or "") == party(code) for i in region)


def _names_both(chunks: list[Chunk], scene: Scene) -> bool:
    named = {party(code) for chunk in chunks if (code := state_of(chunk)) in scene.pair and code}
    return len(named) > 1 or any("pair" in chunk.senses for chunk in chunks)


def _of_one(chunks: list[Chunk], start: int, word: int, scene: Scene) -> bool:
    """``X-এর মোট বাণিজ্য``: of one state with all others, where the clause names no other and says nothing of two."""
    named = {party(code) for chunk in chunks[start : word + 1] if (code := state_of(chunk)) in scene.pair and code}
    owner = next((i for i in range(word - 1, start - 1, -1) if chunks[i].kind == "country"), None)
    if len(named) != 1 or owner is None or chunks[owner].case != "Gen" or chunks[owner].anaphor:
        return False
    senses = {sense for chunk in chunks[start : word + 1] for sense in chunk.senses}
    return word - owner <= 2 and senses.isdisjoint({"with", "between", "pair", "flow.both_ways", "each_other"})


def _alone(chunks: list[Chunk], inside: range) -> bool:
    """Whether one state acts, at no time that is told, and nothing says that it goes on about the two."""
    named = [chunks[i] for i in inside if chunks[i].kind == "country"]
    tied = any(chunks[i].kind == "date" or "flow.reverse" in chunks[i].senses for i in inside)
    return len(named) == 1 and named[0].own == "Nom" and not named[0].anaphor and not tied
