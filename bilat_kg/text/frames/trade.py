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
from bilat_kg.text.discourse import state_of
from bilat_kg.text.frames.flow import IN, OUT, Direction, direction, names_third_state
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.timeline import as_value, dates
from bilat_kg.text.values import AmountMention, CurrencyMention, DateMention, inherit

_TOTAL, _EXPORT = "trade.total", "trade.export"
_MOVES = frozenset({"flow.go", "flow.come"})
_FLOWS = frozenset({"flow.total", "flow.export", "flow.import", "flow.sell", "flow.buy"})


@dataclass(frozen=True, slots=True)
class _Flow:
    """What an amount measures: the total, or one direction."""

    way: Direction | None


@dataclass(slots=True)
class _Memory:
    """What the sentences before leave to this one."""

    index: int = -2
    flows: tuple[_Flow, ...] = ()
    date: DateMention | None = None
    currency: str | None = None


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The trade observations of one sentence."""
    memory = scene.memory(rules.name, _Memory)
    chunks = sentence.chunks
    amounts = [i for i, chunk in enumerate(chunks) if _amount(chunk) is not None]
    if not amounts:
        return
    near = sentence.index - memory.index <= 1
    flows: list[_Flow] = []
    dated: DateMention | None = None
    stop = 0
    dealt = _dealt(scene, sentence, amounts, memory.flows if near else ())
    for n, at in enumerate(amounts):
        start = stop if n else 0
        stop = _end(chunks, at, amounts[n + 1] if n + 1 < len(amounts) else len(chunks))
        if _start_of_a_rise(chunks, at, start, stop):
            continue
        reason, flow = "", dealt.get(at)
        if flow is None:
            reason, flow = _flow(scene, sentence, at, start, stop, flows, memory.flows if near else ())
        elif _aim(chunks, range(start, stop), at):
            reason, flow = "a target, or denied", None
        if flow is None:
            if reason:
                scene.refuse(_EXPORT if "export" in reason else _TOTAL, reason, sentence)
            continue
        money = _money(chunks, amounts, n)
        mention = _date(sentence, at, start, stop) or dated or (memory.date if near else None)
        period = as_value(mention)
        currency = money.currency or (memory.currency if near else None)
        if period is None or len(str(period)) == len("2000-01-01"):
            scene.refuse(_TOTAL, "an amount of trade without a year", sentence)
            continue
        if currency is None:
            scene.refuse(_TOTAL, "an amount without a currency", sentence)
            continue
        flows.append(flow)
        dated = mention
        if not dealt and "respectively" in sentence.senses:
            dealt = _dealt_here(sentence, amounts, n, flows)
        memory.date, memory.currency = mention, currency
        yield _draft(scene, sentence, flow, money, currency, mention)
    if flows:
        memory.index, memory.flows = sentence.index, tuple(flows)


def _draft(
    scene: Scene, sentence: Sentence, flow: _Flow, money: AmountMention, currency: str, mention: DateMention | None
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
            "approximate": money.approximate,
        },
        _EXPORT if way else _TOTAL,
        sentence,
    )
    draft.warnings.extend(money.warnings)
    return draft


def _amount(chunk: Chunk) -> AmountMention | None:
    if isinstance(chunk.value, AmountMention):
        return chunk.value
    return chunk.other if isinstance(chunk.other, AmountMention) else None


def _money(chunks: list[Chunk], amounts: list[int], n: int) -> AmountMention:
    """The amount with the currency of a neighbour where it has none of its own."""
    money = _amount(chunks[amounts[n]])
    assert money is not None
    if money.currency is None and not money.named:
        for m in [*range(n + 1, len(amounts)), *range(n - 1, -1, -1)]:
            other = _amount(chunks[amounts[m]])
            if other is not None and other.currency is not None:
                return inherit(money, other)
        for chunk in chunks:
            if isinstance(chunk.value, CurrencyMention) and chunk.value.currency:
                return AmountMention(
                    money.start, money.end, money.value, chunk.value.currency, money.approximate, named=True
                )
    return money


def _flow(
    scene: Scene,
    sentence: Sentence,
    at: int,
    start: int,
    stop: int,
    flows: list[_Flow],
    earlier: tuple[_Flow, ...],
) -> tuple[str, _Flow | None]:
    """The flow that the amount at ``at`` measures, or why there is none."""
    chunks = sentence.chunks
    clause = clause_at(sentence, at)
    end = min(stop, clause.end)
    word = _flow_word(chunks, at, start, end)
    if word is not None and "flow.else" in chunks[word].senses:
        return "an amount of something else than trade", None
    region = list(range(max(start, 0), end))
    if names_third_state(chunks, region, scene.pair):
        return "trade with a third state or a region", None
    around = {sense for i in region for sense in chunks[i].senses}
    if _aim(chunks, region, at):
        return "a target, or denied", None
    if any("flow.contract" in chunks[i].senses for i in range(at, end)):
        return "the price of a contract", None
    if word is None:
        if "flow.sum" in around and (earlier or flows):
            return "", _Flow(None)
        if flows and (last := flows[-1].way) is not None and _names_party(chunks, range(start, at), scene):
            way = direction(chunks, range(start, at), None, OUT, scene.pair, last)
            return ("", _Flow(way)) if way is not None else ("exporter and importer unclear", None)
        if flows:
            return "", flows[-1]
        if earlier and ("flow.on" in sentence.senses or all(c.verb is None for c in chunks)):
            return "", earlier[-1]
        return "", None
    senses = chunks[word].senses
    last = next((flow.way for flow in reversed([*earlier, *flows]) if flow.way), None)
    if "flow.total" in senses or "flow.both_ways" in around:
        return "", _Flow(None)
    if "flow.goods" in senses and not senses & (OUT | IN) and not around & _MOVES:
        return "", None
    way = direction(chunks, region, word, senses, scene.pair, last)
    return ("", _Flow(way)) if way is not None else ("exporter and importer unclear", None)


def _flow_word(chunks: list[Chunk], at: int, start: int, end: int) -> int | None:
    """The word that says what the amount is of."""
    comma = next((i for i in range(at + 1, end) if chunks[i].text == "," or chunks[i].kind == "date"), end)
    after = next((i for i in range(at + 1, comma) if _tells(chunks[i])), None)
    before = next((i for i in range(at - 1, start - 1, -1) if _tells(chunks[i])), None)
    if chunks[at].case == "Gen" and after is not None:
        precise = next(
            (i for i in range(at + 1, end) if not chunks[i].senses.isdisjoint({*OUT, *IN, "flow.else"})), None
        )
        if precise is not None:
            return precise
        moved = any(not chunks[i].senses.isdisjoint(_MOVES) for i in range(start, end))
        return after if moved or before is None else before
    if before is not None:
        return before
    return after


def _names_party(chunks: list[Chunk], region: Iterable[int], scene: Scene) -> bool:
    return any(state_of(chunks[i]) in scene.pair for i in region)


def _start_of_a_rise(chunks: list[Chunk], at: int, start: int, stop: int) -> bool:
    """``৭ কোটি থেকে বেড়ে ১০ কোটি``: the first figure is of a time that is not told, unless right before it."""
    following = chunks[at + 1] if at + 1 < stop else None
    leaves = chunks[at].case == "Abl" or (following is not None and "from" in following.senses)
    dated = at > start and chunks[at - 1].kind == "date" and chunks[at - 1].case == "Gen"
    return leaves and not dated


def _end(chunks: list[Chunk], at: int, stop: int) -> int:
    """Where the words that belong to the amount at ``at`` end: at the next mark or conjunction after it."""
    for i in range(at + 1, stop):
        if chunks[i].text in {",", ";"} or not chunks[i].senses.isdisjoint({"and", "but", "contrast", "which"}):
            return i
    return stop


def _dealt(scene: Scene, sentence: Sentence, amounts: list[int], earlier: tuple[_Flow, ...]) -> dict[int, _Flow]:
    """``যথাক্রমে``: the amounts after it go, one by one, to the flows named before it, or measured before."""
    chunks = sentence.chunks
    mark = next(iter(sentence.having("respectively")), None)
    if mark is None:
        return {}
    after = [i for i in amounts if i > mark]
    begin = max((i for i in amounts if i < mark), default=-1) + 1
    words = [i for i in range(begin, mark) if not chunks[i].senses.isdisjoint(OUT | IN) and chunks[i].kind == "word"]
    flows: list[_Flow] = []
    if len(words) == len(after):
        last: Direction | None = None
        for word in words:
            stop = next((i for i in range(word, mark) if "and" in chunks[i].senses or chunks[i].text == ","), mark)
            last = direction(chunks, range(begin, stop), word, chunks[word].senses, scene.pair, last)
            begin = stop
            if last is None:
                return {}
            flows.append(_Flow(last))
    elif not words:
        flows = list(earlier[-len(after) :])
        if len([i for i in amounts if i < mark]) >= len(after):
            return {}  # the flows are measured in this sentence: they are dealt when they are known
    return dict(zip(after, flows, strict=True)) if len(flows) == len(after) else {}


def _dealt_here(sentence: Sentence, amounts: list[int], n: int, flows: list[_Flow]) -> dict[int, _Flow]:
    """The same, where the flows were measured earlier in the sentence."""
    mark = next(iter(sentence.having("respectively")))
    after = [i for i in amounts if i > mark]
    if n + 1 < len(amounts) and amounts[n + 1] == after[0] and len(flows) >= len(after):
        return dict(zip(after, flows[-len(after) :], strict=True))
    return {}


def _aim(chunks: list[Chunk], region: Iterable[int], at: int) -> bool:
    """Whether the amount is aimed at (লক্ষ্য ১৫ বিলিয়ন), expected, or taken back by what follows."""
    return any(
        ("flow.target" in chunks[i].senses and (i > at or chunks[i].own == "Nom"))
        or (i > at and ("not" in chunks[i].senses or ((verb := chunks[i].verb) is not None and verb.negated)))
        for i in region
    )


def _tells(chunk: Chunk) -> bool:
    return not chunk.senses.isdisjoint(_FLOWS | {"flow.else", "flow.goods"})


def _date(sentence: Sentence, at: int, start: int, stop: int) -> DateMention | None:
    """The period of the amount: a date since the amount before, else one right after, else the clause's."""
    found = list(dates(sentence))
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
    kept: dict[tuple[object, ...], FactDraft] = {}
    for draft in drafts:
        key = tuple((role, tuple(values)) for role, values in draft.roles.items() if role != "approximate")
        known = kept.setdefault(key, draft)
        if known is not draft:
            known.sentences += [s for s in draft.sentences if s not in known.sentences]
    return kept.values()
