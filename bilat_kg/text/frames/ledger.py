"""Figures of trade under a head: the rows of a table, or lines that begin with a year.

The head names flows, currency and scale once (``অর্থবছর || X-এর রপ্তানি (মিলিয়ন মার্কিন ডলার) || X-এর আমদানি``, ``Y-এর
সঙ্গে X-এর বাণিজ্য (কোটি টাকায়):``); each row after it begins with its year and holds plain numbers, one a column, one
behind the name of each flow, or one alone of the flow that the head names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from bilat_kg.model import Concept, Entity
from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.frames.flow import IN, OUT, Direction, Flow, direction
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.states import state_of
from bilat_kg.text.timeline import as_value
from bilat_kg.text.values import AmountMention, CurrencyMention, DateMention, NumberMention
from bilat_kg.text.values.tables import lexicon

_CELL = "||"
_FLOWS = OUT | IN | {"flow.total"}
_FIGURES = frozenset({"amount", "number"})
_ROW = frozenset({"date", "number", "amount", "mark", "word"})


@dataclass(slots=True)
class _Head:
    """The head of the figures that follow: where the last of them stands, and what it says of all."""

    index: int = -2
    currency: str = ""
    scale: Decimal = Decimal(1)
    columns: list[Flow | None] = field(default_factory=list)
    flow: Flow | None = None


def read(scene: Scene, sentence: Sentence, side: Direction | None) -> list[FactDraft] | None:
    """The observations of a row, told from ``side``; ``None`` where the sentence is none."""
    chunks = sentence.chunks
    head = scene.memory("ledger", _Head)
    if head.index == sentence.index - 1 and (period := _period(chunks)) is not None:
        head.index = sentence.index
        return [_draft(scene, sentence, period, flow, money) for flow, money in _cells(scene, chunks, head, side)]
    if "currency" in sentence.senses and chunks[0].kind != "date":
        _open(scene, sentence, head, side)
    elif (
        not _FLOWS.isdisjoint(sentence.senses)
        and _FIGURES.isdisjoint(sentence.senses)
        and any(chunk.text == _CELL for chunk in chunks)
    ):
        columns = _columns(scene, chunks, side)
        if any(columns):  # the amounts of the rows bring their own currency
            head.index, head.currency, head.scale, head.columns, head.flow = (
                sentence.index,
                "",
                Decimal(1),
                columns,
                None,
            )
    return None


def _open(scene: Scene, sentence: Sentence, head: _Head, side: Direction | None) -> None:
    """Take a sentence as a head: flows, and a scale and a currency in brackets."""
    chunks = sentence.chunks
    table = any(chunk.text == _CELL for chunk in chunks)
    if not table and chunks[-1].text not in {":", ")"}:
        return
    at = next((i for i, chunk in enumerate(chunks) if isinstance(chunk.value, CurrencyMention)), 0)
    bracket = next((i for i in range(at - 1, max(at - 3, -1), -1) if chunks[i].text in {"(", ","}), None)
    money = chunks[at].value
    if bracket is None or not isinstance(money, CurrencyMention) or money.currency is None:
        return
    scale = lexicon(scene.lang).scales.get(chunks[at - 1].text) if at - 1 > bracket else None
    if at - 1 > bracket and scale is None:
        return
    head.index, head.currency = sentence.index, money.currency
    head.scale = scale.value if scale is not None else Decimal(1)
    head.columns = _columns(scene, chunks, side) if table else []
    alone = not table and not any(chunk.verb is not None or chunk.kind in {"amount", "number"} for chunk in chunks)
    head.flow = label_of(scene, chunks, side) if alone else None


def label_of(scene: Scene, chunks: list[Chunk], side: Direction | None) -> Flow | None:
    """The one flow that a line without a verb names, for the figures below it."""
    words = [chunk for chunk in chunks if not chunk.senses.isdisjoint(OUT | IN | {"flow.total", "flow.else"})]
    return _flow(scene, chunks, range(len(chunks)), side) if len(words) == 1 else None


def _columns(scene: Scene, chunks: list[Chunk], last: Direction | None) -> list[Flow | None]:
    """What each column after the first is of; ``None`` for one that is no flow between the two."""
    columns: list[Flow | None] = []
    bars = [i for i, chunk in enumerate(chunks) if chunk.text == _CELL]
    for start, end in zip(bars, [*bars[1:], len(chunks)], strict=True):
        flow = _flow(scene, chunks, range(start + 1, end), last)
        last = flow.way if flow is not None and flow.way is not None else last
        columns.append(flow)
    return columns


def _flow(scene: Scene, chunks: list[Chunk], cell: range, last: Direction | None) -> Flow | None:
    word = next((i for i in cell if not chunks[i].senses.isdisjoint(OUT | IN | {"flow.total", "flow.else"})), None)
    if word is None or "flow.else" in chunks[word].senses:
        return None
    if any(chunks[i].kind == "country" and state_of(chunks[i]) not in scene.pair for i in cell):
        return None
    if "flow.total" in chunks[word].senses:
        return Flow(None)
    if last is None and not any(chunks[i].kind == "country" for i in cell):
        return None
    way = direction(chunks, cell, word, chunks[word].senses, scene.pair, last)
    return Flow(way) if way is not None else None


def _period(chunks: list[Chunk]) -> DateMention | None:
    """The year that a row begins with, where the rest of it is plain numbers and their names."""
    mention = date_of(chunks[0])
    if mention is None or not all(chunk.kind in _ROW and chunk.verb is None for chunk in chunks):
        return None
    whole = len(str(as_value(mention))) in {len("2000"), len("2000-2001")}
    return mention if whole and any(chunk.kind in {"number", "amount"} for chunk in chunks) else None


def _cells(scene: Scene, chunks: list[Chunk], head: _Head, last: Direction | None) -> list[tuple[Flow, AmountMention]]:
    found: list[tuple[Flow, AmountMention]] = []
    begin = 1
    for i, chunk in enumerate(chunks):
        money = _money(chunk, head)
        if money is None:
            continue
        if head.columns:
            column = sum(c.text == _CELL for c in chunks[:i]) - 1
            flow = head.columns[column] if 0 <= column < len(head.columns) else None
        else:
            flow = _flow(scene, chunks, range(begin, i), last)
            if flow is None and all(c.kind in {"date", "number", "mark"} for c in chunks):
                flow = head.flow
        begin = i + 1
        if flow is not None:
            found.append((flow, money))
    return found


def _money(chunk: Chunk, head: _Head) -> AmountMention | None:
    """What a cell holds: a plain number in the currency of the head, or an amount where the head names none."""
    value = chunk.value
    if isinstance(value, AmountMention) and not head.currency and value.currency is not None:
        return value
    if chunk.kind == "number" and isinstance(value, NumberMention) and value.kind == "count" and head.currency:
        return AmountMention(
            value.start, value.end, value.value * head.scale, head.currency, approximate=value.approximate
        )
    return None


def _draft(scene: Scene, sentence: Sentence, period: DateMention, flow: Flow, money: AmountMention) -> FactDraft:
    way = flow.way
    currency = money.currency or ""
    return scene.draft(
        "TradeObservation",
        {
            "flow": Concept("Export" if way else "TotalTrade"),
            "party": None if way else scene.parties(),
            "exporter": scene.country(way.exporter) if way else None,
            "importer": scene.country(way.importer) if way else None,
            "period": as_value(period),
            "amount": money.value,
            "currency": Entity("currency", currency, currency),
            "approximate": money.approximate,
        },
        "trade.export" if way else "trade.total",
        sentence,
    )
