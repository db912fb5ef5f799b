"""Trade in money: which amount is of which flow, in which direction, in which period.

Every amount of a sentence looks for the flow that it measures: a flow word between it and the amount before, or after
it where the amount stands in the genitive (… ডলারের পণ্য রপ্তানি করে), else the flow of the amount before it, else that
of the sentence before (যথাক্রমে deals two amounts to two flows). An amount that measures something else is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilat_kg.model import Concept, Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames import ledger
from bilat_kg.text.frames.dealing import dealt_before, dealt_here
from bilat_kg.text.frames.flow import IN, OUT, Direction, Flow, direction, names_third_state, turns
from bilat_kg.text.frames.measure import (
    aimed,
    is_change,
    is_price,
    of_goods_before,
    of_now,
    of_unknown_time,
    one_good,
    part_of_total,
    part_of_year,
    rises_from,
    spans_years,
    start_of_a_rise,
)
from bilat_kg.text.frames.measured import MOVES_ALONE, bought_after, flow_word, said_after
from bilat_kg.text.frames.money import amount_of, money_of
from bilat_kg.text.frames.perspective import flow_before, look, told_from
from bilat_kg.text.frames.repetition import told_once
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.states import party, state_of
from bilat_kg.text.timeline import as_value, date_of, dates
from bilat_kg.text.values import AmountMention, DateMention

_TOTAL, _EXPORT = "trade.total", "trade.export"
_LONGEST_LABEL = 10  # chunks of a line that only says of what the figures below it are
_LESS_THAN_A_YEAR = {len("2000-01"), len("2000-01-01")}


@dataclass(slots=True)
class _Memory:
    """What the sentences before leave to this one."""

    index: int = -2
    flows: tuple[Flow, ...] = ()
    date: DateMention | None = None
    currency: str | None = None


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The trade observations of one sentence."""
    memory = scene.memory(rules.name, _Memory)
    chunks = sentence.chunks
    view = look(scene, sentence, rules.name)
    amounts = [i for i, chunk in enumerate(chunks) if amount_of(chunk) is not None]
    if (figures := ledger.read(scene, sentence, view.side or view.sheet)) is not None:
        yield from figures
        return
    if not amounts:
        _announce(scene, sentence, memory)
        return
    near = sentence.index - memory.index <= 1
    flows: list[Flow] = []
    dated: DateMention | None = None
    risen: int | None = None
    stop = 0
    taken: set[int] = set()  # dates that belong to one amount alone (২০১৯ সালের ৪ কোটি ডলার)
    dealt = dealt_before(scene, sentence, amounts, memory.flows if near else ())
    for n, at in enumerate(amounts):
        start = stop if n else 0
        stop = _end(chunks, at, amounts[n + 1] if n + 1 < len(amounts) else len(chunks))
        if start_of_a_rise(chunks, at, start, stop):
            stop = start  # the words before it are those of the figure that it rose to
            continue
        if is_change(chunks, at, start, stop):
            scene.refuse(_TOTAL, "by how much the trade changed", sentence)
            stop = start
            continue
        reason, flow = "", dealt.get(at)
        if flow is None:
            reason, flow = _flow(scene, sentence, at, start, stop, flows, memory.flows if near else ())
        elif aimed(chunks, range(start, stop), at):
            reason, flow = "a target, or denied", None
        if flow is None:
            if not reason and rises_from(chunks, at):
                risen, stop = at, at + 1  # its flow is told after it
            if reason:
                scene.refuse(_EXPORT if "export" in reason else _TOTAL, reason, sentence)
            continue
        flows.append(flow)
        money = money_of(scene, chunks, amounts, n)
        mention = _date(sentence, at, start, stop, taken) or dated
        if mention is None and near and not of_now(chunks, range(start, stop)):
            mention = memory.date
        if of_unknown_time(chunks, range(start, stop)):
            mention = None
        if at and chunks[at - 1].kind == "date" and chunks[at - 1].case == "Gen":
            taken.add(at - 1)
        if mention is not None and spans_years(mention):
            scene.refuse(_TOTAL, "an amount of several years", sentence)
            continue
        period = as_value(mention)
        currency = money.currency or (memory.currency if near else None)
        if period is None or len(str(period)) in _LESS_THAN_A_YEAR:
            scene.refuse(_TOTAL, "an amount of trade without a year", sentence)
            continue
        if currency is None:
            scene.refuse(_TOTAL, "an amount without a currency", sentence)
            continue
        dated = mention
        if not dealt and "respectively" in sentence.senses:
            dealt = dealt_here(sentence, amounts, n, flows)
        memory.date, memory.currency = mention, currency
        beyond = any("flow.beyond" in chunks[i].senses for i in range(start, stop))
        yield _draft(scene, sentence, flow, money, currency, mention, beyond)
        if risen is not None and (began := date_of(chunks[risen - 1])) is not None:
            first = money_of(scene, chunks, amounts, amounts.index(risen))
            yield _draft(scene, sentence, flow, first, first.currency or currency, began, beyond=False)
        risen = None
    if flows:
        memory.index, memory.flows = sentence.index, tuple(flows)


def _announce(scene: Scene, sentence: Sentence, memory: _Memory) -> None:
    """What the figures of the next sentence are of.

    The year (``২০১৯ সালে দুই দেশের বাণিজ্য বেড়ে যায়।``), or the flow (``X-এ Y-এর রপ্তানি``, a line over others).
    """
    chunks = sentence.chunks
    if chunks[-1].text != "।" and len(chunks) <= _LONGEST_LABEL and "date" not in sentence.senses:
        whose = look(scene, sentence, "trade").side
        if all(chunk.verb is None for chunk in chunks) and (flow := ledger.label_of(scene, chunks, whose)) is not None:
            memory.index, memory.date, memory.flows = sentence.index, None, (flow,)
        return
    mention = next((mention for i, mention in dates(sentence) if i == 0), None)
    word = next(sentence.having("flow.total", "flow.export", "flow.import"), None)
    if word is None or "flow.contract" in sentence.senses:
        return
    clause = clause_at(sentence, word)
    inside = range(clause.start, clause.end)
    moves = any(chunks[i].verb is not None and "flow.on" in chunks[i].senses for i in inside)
    if clause.start or not clause.asserted or not moves or names_third_state(chunks, inside, scene.pair):
        return
    if mention is not None and not mention.boundary:
        memory.index, memory.date, memory.flows = sentence.index, mention, ()
    elif not any(True for _ in dates(sentence)) and (way := _way_of(scene, chunks, inside, word)) is not None:
        memory.index, memory.flows = sentence.index, (Flow(way),)


def _way_of(scene: Scene, chunks: list[Chunk], inside: range, word: int) -> Direction | None:
    """``X থেকে আমদানি বেড়েছে।``: the flow between the two that the figures of the next sentence are of."""
    partner = any(chunks[i].case in {"Abl", "Loc"} and state_of(chunks[i]) in scene.pair for i in inside)
    if not partner or chunks[word].senses.isdisjoint(OUT | IN) or any("good" in chunks[i].senses for i in inside):
        return None
    return direction(chunks, inside, word, chunks[word].senses, scene.pair, None)


def _draft(
    scene: Scene,
    sentence: Sentence,
    flow: Flow,
    money: AmountMention,
    currency: str,
    mention: DateMention | None,
    beyond: bool,
) -> FactDraft:
    way = flow.way
    draft = scene.draft(
        "TradeObservation",
        {
            "flow": Concept("Export" if way else "TotalTrade"),
            "party": None if way else scene.parties_named(sentence),
            "exporter": scene.country(scene.as_named(sentence, way.exporter)) if way else None,
            "importer": scene.country(scene.as_named(sentence, way.importer)) if way else None,
            "period": as_value(mention),
            "amount": money.value,
            "currency": Entity("currency", currency, currency),
            "approximate": money.approximate or beyond,
        },
        _EXPORT if way else _TOTAL,
        sentence,
    )
    draft.warnings.extend(money.warnings)
    return draft


def _flow(
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
    if word is not None and "flow.else" in chunks[word].senses:
        return "an amount of something else than trade", None
    region = list(range(max(start, 0), end))
    own = clause.start > start and word is not None and _names_both(chunks[clause.start : clause.end], scene)
    if names_third_state(chunks, range(clause.start, end) if own else region, scene.pair):
        return "trade with a third state or a region", None
    around = {sense for i in region for sense in chunks[i].senses}
    if aimed(chunks, region, at):
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
    if word is None:
        if "flow.sum" in around and (earlier or flows):
            return "", Flow(None)
        if flows and (last := flows[-1].way) is not None and _names_party(chunks, range(start, at), scene):
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
    both_ways = any(
        "flow.both_ways" in chunks[i].senses and (not i or "good" not in chunks[i - 1].senses) for i in region
    )  # চা ও কফি মিলিয়ে is of goods
    if "flow.total" in senses or both_ways:
        inside = range(start, end)
        if (flows or earlier) and not any(chunks[i].kind == "date" for i in inside) and part_of_total(chunks, inside):
            return "a part of the trade", None
        if "flow.sum" in around and not both_ways and _of_one(chunks, clause.start, word, scene):
            return "all that a state sells or buys", None
        return "", Flow(None)
    if "flow.goods" in senses and "flow.reverse" in around and flows and (way := flows[-1].way) is not None:
        return "", Flow(way.turned())  # সেখান থেকে আনা পণ্যের দাম
    way = flows[-1].way if flows and not _names_party(chunks, region, scene) else None
    if way is not None and turns(chunks, range(start, end)):
        return "", Flow(way.turned())  # …, গেছে ২ কোটি ডলারের পণ্য
    if "flow.goods" in senses and "flow.take" in around and any(chunks[i].case == "Abl" for i in region):
        senses = senses | {"flow.import"}  # X Y থেকে আনে ৫ কোটি ডলারের মাল
    if "flow.goods" in senses and not senses & (OUT | IN) and not around & MOVES_ALONE:
        return "", None
    both = _names_both(chunks[clause.start : end], scene)
    if last is None and word and "flow.sum" in chunks[word - 1].senses and not both:
        return "all that a state sells or buys", None
    if not both and at and "flow.sum" in chunks[at - 1].senses and _alone(chunks, range(clause.start, end)):
        return "all that a state sells or buys", None  # X মোট ৪ কোটি ডলার আমদানি করে
    way = direction(chunks, region, word, senses, scene.pair, last)
    if way is None and word and "flow.that" in chunks[word - 1].senses and not _names_party(chunks, region, scene):
        way = flow_before(scene, sentence)
    return ("", Flow(way)) if way is not None else ("exporter and importer unclear", None)


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


def _names_party(chunks: list[Chunk], region: Iterable[int], scene: Scene) -> bool:
    return any(state_of(chunks[i]) in scene.pair for i in region)


def _end(chunks: list[Chunk], at: int, stop: int) -> int:
    """Where the words that belong to the amount at ``at`` end: at the next mark or conjunction after it."""
    for i in range(at + 1, stop):
        if "and" in chunks[i].senses and i + 1 < stop and "flow.service" in chunks[i + 1].senses:
            continue  # পণ্য ও সেবা
        if chunks[i].text == "(" and i + 1 < stop and not chunks[i + 1].senses.isdisjoint(OUT | IN):
            return i  # … ৭ কোটি ডলার (রপ্তানি ৪ কোটি, …)
        if chunks[i].text in {",", ";"} or not chunks[i].senses.isdisjoint({"and", "but", "contrast", "which"}):
            return i
    return stop


def _date(sentence: Sentence, at: int, start: int, stop: int, taken: set[int]) -> DateMention | None:
    """The period of the amount: a date since the amount before, else one right after, else the clause's.

    What is ``taken`` by an amount before comes last.
    """
    found = list(dates(sentence))
    found = [date for date in found if date[0] not in taken] or found
    found = [date for date in found if date[1].boundary != "since"] or found
    before = [mention for i, mention in found if start <= i < at]
    if before:
        return before[-1]
    clause = clause_at(sentence, at)
    after = [mention for i, mention in found if at < i < min(stop, clause.end)]
    if after and (start == 0 or stop == len(sentence.chunks)):
        return after[0]
    earlier = [mention for i, mention in found if i < start]
    return earlier[-1] if earlier else None


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact an observation: the same figure told twice is one fact with two sentences."""
    del scene
    return told_once(drafts)
