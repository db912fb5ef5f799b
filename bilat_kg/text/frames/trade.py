"""Trade in money: which amount is of which flow, in which direction, in which period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilat_kg.model import Concept, Entity
from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames import ledger
from bilat_kg.text.frames.attribution import flow_measured
from bilat_kg.text.frames.dealing import dealt_before, dealt_dates, dealt_here
from bilat_kg.text.frames.flow import IN, OUT, Direction, Flow, direction, names_third_state
from bilat_kg.text.frames.measure import (
    aimed,
    is_change,
    of_now,
    of_unknown_time,
    rises_from,
    spans_years,
    start_of_a_rise,
    years_before,
)
from bilat_kg.text.frames.measured import is_share
from bilat_kg.text.frames.money import amounts_in, money_of, strange_unit
from bilat_kg.text.frames.perspective import look
from bilat_kg.text.frames.repetition import told_once
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.years import ends_of_span, in_our_era, is_compared
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.states import state_of
from bilat_kg.text.timeline import as_value
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
    amounts = amounts_in(chunks)
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
    left: int | None = None  # the figure that the next one rose from
    stop = 0
    taken: set[int] = set()  # dates that belong to one amount alone (২০১৯ সালের ৪ কোটি ডলার)
    dealt = dealt_before(scene, sentence, amounts, memory.flows if near else ())
    dealt_when = dealt_dates(sentence, amounts)
    for n, at in enumerate(amounts):
        start = stop if n else 0
        stop = _end(chunks, at, amounts[n + 1] if n + 1 < len(amounts) else len(chunks))
        if start_of_a_rise(chunks, at, start, stop):
            stop = start  # the words before it are those of the figure that it rose to
            left = at
            if at and chunks[at - 1].kind == "date" and chunks[at - 1].own == "Gen":
                taken.add(at - 1)
            continue
        if is_change(chunks, at, start, stop):
            scene.refuse(_TOTAL, "by how much the trade changed", sentence)
            stop = start
            continue
        reason, flow = "", dealt.get(at)
        if flow is None:
            reason, flow = flow_measured(scene, sentence, at, start, stop, flows, memory.flows if near else ())
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
        mention = dealt_when.get(at) or _date(sentence, at, start, stop, taken) or dated
        if mention is None and near and not of_now(chunks, range(start, stop)):
            mention = memory.date
        if of_unknown_time(chunks, range(start, stop)):
            mention = None
        if (ago := _years_ago(chunks, range(start, stop), goes_on=dated is not None)) and (
            told := dated or (memory.date if near else None)
        ):
            mention = years_before(told, ago)
        if at and chunks[at - 1].kind == "date" and chunks[at - 1].case == "Gen":
            taken.add(at - 1)
        mention = in_our_era(mention, scene.pair)
        if mention is not None and spans_years(mention):
            if (ends := ends_of_span(chunks, at, stop, mention)) is None:
                scene.refuse(_TOTAL, "an amount of several years", sentence)
                continue
            mention = ends[1]
            if left is not None:
                early = money_of(scene, chunks, amounts, amounts.index(left))
                if (unit := early.currency or money.currency) is not None:
                    yield _draft(scene, sentence, flow, early, unit, ends[0], beyond=False)
        period = as_value(mention)
        currency = money.currency or (memory.currency if near and not strange_unit(chunks, at) else None)
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


def _end(chunks: list[Chunk], at: int, stop: int) -> int:
    """Where the words that belong to the amount at ``at`` end: at the next mark or conjunction after it."""
    for i in range(at + 1, stop):
        if "and" in chunks[i].senses and i + 1 < stop and "flow.service" in chunks[i + 1].senses:
            continue  # পণ্য ও সেবা
        if "and" in chunks[i].senses and i + 1 < stop and 0 < chunks[i - 1].group == chunks[i + 1].group:
            continue  # … ডলারে দাঁড়ায় X ও Y-এর বাণিজ্য
        verb = chunks[i].verb
        if verb is not None and verb.mood == "conditional" and _another_flow(chunks, at, i, stop):
            return i + 1  # X ৬ কোটি ডলারের পণ্য রপ্তানি করলেও আমদানি করে …
        opens = chunks[i].text in {"(", ":", "—"}
        if opens and any(not chunk.senses.isdisjoint(OUT | IN) for chunk in chunks[i + 1 : i + 3]):
            return i  # … ৭ কোটি ডলার (রপ্তানি ৪ কোটি, …), … (X-এর রপ্তানি ৪ কোটি), …: X-এর রপ্তানি ৪ কোটি
        if i == at + 1 and is_share(chunks, at):
            continue
        if chunks[i].text in {",", ";"} or not chunks[i].senses.isdisjoint({"and", "but", "contrast", "which"}):
            return i
    return stop


def _another_flow(chunks: list[Chunk], at: int, verb: int, stop: int) -> bool:
    """Whether a flow stands on both sides of a verb between two amounts: that of the first and that of the second."""
    return all(
        any(not chunks[i].senses.isdisjoint(OUT | IN) for i in region)
        for region in (range(at + 1, verb + 1), range(verb + 1, stop))
    )


def _date(sentence: Sentence, at: int, start: int, stop: int, taken: set[int]) -> DateMention | None:
    """The period of the amount: a date since the amount before, else one right after, else the clause's.

    What is ``taken`` by an amount before comes last.
    """
    found = list(dates(sentence))
    found = [date for date in found if date[0] not in taken] or found
    found = [date for date in found if not is_compared(sentence.chunks, date[0])] or found
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


def _years_ago(chunks: list[Chunk], region: range, *, goes_on: bool) -> int:
    """``দশ বছর আগে তা ছিল …``: how many years before the figure told just before; 0 where nothing leans on it."""
    if not goes_on and not any("flow.on" in chunks[i].senses for i in region):
        return 0
    for i in region:
        value = chunks[i].value
        leans = value.relative if isinstance(value, DateMention) else None
        if leans is not None and leans.unit == "year" and leans.base == "now" and leans.offset < -1:
            return -leans.offset
    return 0


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact an observation: the same figure told twice is one fact with two sentences."""
    del scene
    return told_once(drafts)
