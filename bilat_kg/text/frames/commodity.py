"""Goods: what one state sells to the other, as lists beside words of export, import, sale, purchase or movement.

A list stands before its verb or after it, after a colon, or after হল. The items are the runs of words between commas
and conjunctions. Verbs that move anything (পাঠায়, যায়, নেয়) count only with goods that the language data knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilat_kg.model import Text
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames import market
from bilat_kg.text.frames.cargo import (
    SURE,
    afterthought,
    agreed,
    alone_with_money,
    brings,
    by_subject,
    close,
    deals,
    denied,
    is_aim,
    is_work,
    list_of,
    motion,
    of_buyers,
    of_people,
    onward,
    opens,
    points_back,
    weighed,
)
from bilat_kg.text.frames.flow import IN, OUT, Direction, direction, names_party, names_third_state, outdoes, passes
from bilat_kg.text.frames.flow_memory import Memory, goes_on, keep_way, way_told
from bilat_kg.text.frames.goods import Item, is_role, listed
from bilat_kg.text.frames.onward import answers, going_on, headed, routes
from bilat_kg.text.frames.perspective import look, told_from
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.vessels import cargoes
from bilat_kg.text.pair import Pair
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.states import state_of
from bilat_kg.text.undone import undone

_RULE = "commodity.exports"
_NOUNS = frozenset({"flow.export", "flow.import"})
_STILL: frozenset[str] = frozenset()


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The lists of goods of one sentence."""
    look(scene, sentence, rules.name)
    sold: list[FactDraft] = []
    marketed: Direction | None = None
    if "good" in sentence.senses and not market.NOUNS.isdisjoint(sentence.senses):
        for way, items in market.told(scene, sentence):
            sold.append(_draft(scene, sentence, way, items, market.RULE))
            marketed = way
    found = []
    for draft in _lists(scene, sentence, rules, marketed):
        if any(_against(draft, other) for other in sold):
            continue  # চা আমদানির ক্ষেত্রে X-এর জন্য বড় উৎস Y: the noun says which way
        found.append((draft.get("exporter"), draft.get("importer")))
        yield draft
    yield from (draft for draft in sold if (draft.get("exporter"), draft.get("importer")) not in found)


def _lists(scene: Scene, sentence: Sentence, rules: RuleFile, bare: Direction | None) -> Iterator[FactDraft]:
    """``bare``: a flow that the sentence tells without a list after a verb, on which উল্টো পথে may lean."""
    chunks = sentence.chunks
    memory = scene.memory(rules.name, Memory)
    if answers(scene, sentence):
        keep_way(scene, scene.sentences[sentence.index - 1], memory)  # X থেকে Y কী কেনে? চা।
    if "good" not in sentence.senses and not _NOUNS & sentence.senses:
        keep_way(scene, sentence, memory)
        return
    routed = False
    for way_named, goods in routes(scene, sentence):
        routed = True
        yield _draft(scene, sentence, way_named, goods)
    if routed:
        return
    begin = 2 if "goods.heading" in chunks[0].senses and len(chunks) > 1 and chunks[1].text == ":" else 0  # ফল: …
    for way_named, goods, end in cargoes(scene, sentence):
        begin = end
        memory.way, memory.index, memory.list, memory.moved = way_named, sentence.index, None, _STILL
        yield _draft(scene, sentence, way_named, goods)
    if any(chunk.text == ":" and i and chunks[i - 1].kind == "country" for i, chunk in enumerate(chunks)):
        fresh = memory.way is not None and sentence.index - memory.index <= 1
        for way_named, goods in headed(scene, sentence, fresh):
            memory.way, memory.index = way_named, sentence.index
            yield _draft(scene, sentence, way_named, goods)
        return
    view = look(scene, sentence, rules.name)
    last = memory.way if goes_on(scene, sentence, memory) else None
    triggers = [i for i, chunk in enumerate(chunks) if i >= begin and opens(chunks, i, chunk)]
    told_goods: set[str] = set()
    bought = False
    for n, at in enumerate(triggers):
        stop = triggers[n + 1] if n + 1 < len(triggers) else len(chunks)
        origin = begin
        begin = max([begin, *(i + 1 for i in range(begin, at) if chunks[i].kind == "amount")])  # money is no goods
        items, end = list_of(scene, chunks, begin, at, stop)
        until = close(chunks, at, stop)
        region = range(begin, end if end > at else until)
        begin_next = end if end > at else until  # … নেয় X, Y আনে …: X is the subject of what stands before it
        senses = chunks[at].senses
        if not items:
            if not senses.isdisjoint(SURE):
                bare = way_told(scene, chunks, range(begin, until), at)
                done = chunks[min(at + 1, len(chunks) - 1)].verb
                begin = begin_next if done is None or done.mood != "noun" else begin  # X-এ রপ্তানি করা Y-র পণ্য
            continue
        begin_before, begin = begin, begin_next
        known = sum(item.known for item in items)
        sure = not senses.isdisjoint(SURE) and chunks[at].verb is None
        back = any("flow.reverse" in chunks[i].senses for i in region)
        if back and bare is not None:
            origin = max(origin, clause_at(sentence, at).start)  # X-এর চায়ের কদর আছে Y-তে; উল্টো পথে আসে …
            region = range(max(region.start, origin), region.stop)
        whole = range(origin, region.stop)  # …, ২ কোটি ডলারের পণ্য গেছে, যার অর্ধেক চা: with what stands before the money
        told = back or _names_here(sentence, whole, at, scene.pair)
        if ("matter" in senses and not brings(scene, chunks, at)) or (
            "flow.ours" in senses and not names_party(chunks, region, scene.pair)
        ):
            continue  # চা নিয়ে; আমরা কিনি চা
        told = told or (motion(senses) != _STILL and memory.way is not None and memory.index == sentence.index)
        landed = "flow.land" in senses and not weighed(scene, chunks, range(begin_before, region.stop))
        if not known or (len(items) == 1 and senses.isdisjoint(SURE) and (landed or not told)):
            scene.refuse(_RULE, "a list of things that are not known as goods", sentence)
            continue
        around = [*whole, *afterthought(sentence, until)]
        if names_third_state(chunks, around, scene.pair) or outdoes(chunks, whole, scene.pair):
            scene.refuse(_RULE, "goods of a third state or a region", sentence)
            continue
        if passes(chunks, whole, scene.pair):
            scene.refuse(_RULE, "goods that only pass one of the two", sentence)
            continue
        if not sure and chunks[-1].kind != "mark" and known < len(items):
            scene.refuse(_RULE, "a list of things that are not known as goods", sentence)
            continue  # a headline: X-এ ভোট, চা যাচ্ছে
        if (not sure or "flow.send" in senses) and "goods.aid" in sentence.senses:
            scene.refuse(_RULE, "goods given, not sold", sentence)
            continue
        if any("each" in chunks[i].senses or ("pair" in chunks[i].senses and chunks[i].own == "Nom") for i in region):
            scene.refuse(_RULE, "goods that both sell", sentence)
            continue
        if any("flow.arranged" in chunks[i].senses for i in whole):
            scene.refuse(_RULE, "goods that one of the two only helped to sell", sentence)
            continue
        if sure and last is None and alone_with_money(chunks, whole, at):
            scene.refuse(_RULE, "all that a state sells or buys", sentence)
            continue
        if is_work(chunks, at):
            scene.refuse(_RULE, "work with goods", sentence)
            continue
        if agreed(chunks, region):
            scene.refuse(_RULE, "goods that an agreement is about", sentence)
            continue
        gives = memory.taken and chunks[min(at + 1, len(chunks) - 1)].text == ":"  # নেয়: …; দেয়: …
        gives = gives or (memory.index == sentence.index and (bought or memory.taken or deals(scene, chunks, region)))
        gives = gives or (n + 1 < len(triggers) and "flow.gets" in chunks[triggers[n + 1]].senses)  # চা দেয়, পায় তামা
        if "flow.give" in senses and not gives and not back:
            continue
        sent = senses.isdisjoint(SURE) or "flow.send" in senses
        if not sure and sent and of_people(chunks, range(begin_before, at)):
            scene.refuse(_RULE, "people that move, not goods", sentence)
            continue
        if not senses.isdisjoint(IN | {"flow.take"}) and of_buyers(chunks, range(begin_before, at)):
            scene.refuse(_RULE, "people that buy for themselves", sentence)
            continue
        act = region
        if chunks[at].verb is None and not any((verb := chunks[i].verb) is not None and verb.finite for i in region):
            act = range(region.start, clause_at(sentence, at).end)  # … রপ্তানির ওপর জোর দেন: the verb comes later
        if denied(chunks, act) or undone(chunks, at) or is_aim(chunks, at):
            scene.refuse(_RULE, "goods planned, proposed or denied", sentence)
            continue
        if "flow.land" in senses:
            senses = senses | {"flow.go"}
        flow = senses | {"flow.import"} if "flow.take" in senses and not senses & OUT else senses
        label = next((True for i in range(at + 1, min(at + 3, len(chunks))) if chunks[i].text == ":"), False)
        last = last or told_from(view, sentence, label)
        if bare is not None and (back or last is None):
            last = bare  # told in this sentence
        named = region if names_party(chunks, region, scene.pair) else whole
        way = direction(chunks, named, at, flow, scene.pair, last)
        if back and last is None and way is not None:
            turn = next(i for i in region if "flow.reverse" in chunks[i].senses)
            if not names_party(chunks, range(turn, region.stop), scene.pair) and not _acts(sentence, at, turn):
                way = way.turned()  # সারের বেশির ভাগ আসে X থেকে, আর উল্টো পথে যায় পাট: X is named of the other flow
        if not names_party(chunks, whole, scene.pair):
            way = by_subject(scene, chunks, begin, senses) if last is None else way
        if way is None:
            scene.refuse(_RULE, "exporter and importer unclear", sentence)
            continue
        if "flow.back" in senses and last is None:
            continue  # … ফেরে সোনা ও রুপা নিয়ে: nothing went before
        if (
            last is not None
            and not names_party(chunks, region, scene.pair)
            and points_back(chunks, range(begin_before, at))
        ):
            way = last  # এই চাল আমদানির মাধ্যমে: those told of before
        elif "flow.back" in senses and last is not None and not names_party(chunks, region, scene.pair):
            way = last.turned()
        elif last is not None and not back and not names_party(chunks, whole, scene.pair):
            way = onward(senses, memory.moved if memory.way is not None and last == memory.way else _STILL, last, way)
        same = memory.list is not None and memory.index == sentence.index and way == memory.way
        last = memory.way = way
        memory.moved = motion(senses)
        memory.index, memory.taken = sentence.index, "flow.take" in senses
        told_goods |= {item.words for item in items}
        bought = not flow.isdisjoint(IN)
        more = _draft(scene, sentence, way, items)
        if same and memory.list is not None and not names_party(chunks, region, scene.pair):
            _join(memory.list, more)  # …; এর সঙ্গে যায় চা: of one list, told in two breaths
            continue
        memory.list = more
        yield memory.list
    if told_goods and last is not None:
        yield from _gapped(scene, sentence, told_goods, bought)
    if memory.way is not None and 0 <= sentence.index - memory.index <= 1:
        yield from _more(scene, sentence, memory, told_goods)
    if not told_goods:
        keep_way(scene, sentence, memory)


def _acts(sentence: Sentence, at: int, turn: int) -> bool:
    """``আর X সেখান থেকে আনে চা``: a state that is the subject stands right before the words that turn the flow."""
    state = sentence.chunks[turn - 1] if turn > clause_at(sentence, at).start else None
    return state is not None and state.kind == "country" and state.own == "Nom" and not state.adjective


def _names_here(sentence: Sentence, region: range, at: int, pair: Pair) -> bool:
    """Whether the clause of a trigger names a state of the pair."""
    here = range(max(region.start, clause_at(sentence, at).start), region.stop)
    return any(state_of(sentence.chunks[i]) in pair and not _of_a_tongue(sentence.chunks, i) for i in here)


def _of_a_tongue(chunks: list[Chunk], at: int) -> bool:
    """``আরবি আর তুর্কি মিশিয়ে``: an adjective of a state beside no noun, which says nothing of where goods go."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return chunks[at].adjective and (following is None or following.verb is not None)


def _more(scene: Scene, sentence: Sentence, memory: Memory, told: set[str]) -> Iterator[FactDraft]:
    """What goes on about the flow told last: more goods of its list, or its first."""
    for items in going_on(scene, sentence, told):
        if memory.way is None:
            return
        more = _draft(scene, sentence, memory.way, items)
        memory.index = sentence.index
        if memory.list is None:
            memory.list = more
            yield more
        else:
            _join(memory.list, more)


def _join(first: FactDraft, more: FactDraft) -> None:
    """Add goods told later to a list of the same flow."""
    known = first.roles["good"]
    known.extend(good for good in more.roles["good"] if good not in known)
    first.sentences += [s for s in more.sentences if s not in first.sentences]


def _gapped(scene: Scene, sentence: Sentence, told: set[str], bought: bool) -> Iterator[FactDraft]:
    """``X রপ্তানি করে চা ও কফি, Y গম``: a list that shares the verb of another, whose goods are ``told``."""
    chunks = sentence.chunks
    for i in sentence.of("country"):
        chunk, code = chunks[i], state_of(chunks[i])
        other = scene.pair.other(code)
        if code is None or other is None or chunk.case not in {"Abl", "Nom"}:
            continue
        first = i + 2 if chunk.case == "Abl" else i + 1
        while first < len(chunks) and "goods.not" in chunks[first].senses:
            first += 1
        end = next((j for j in range(first, len(chunks)) if is_role(chunks[j]) or chunks[j].text in {";", "।"}), None)
        if end is None or first >= end or "good" not in chunks[first].senses | chunks[min(first + 1, end - 1)].senses:
            continue
        if chunks[end].text not in {";", "।"}:
            continue  # what follows has a verb or a subject of its own
        items = listed(scene, chunks, first, end)
        if not items or not items[0].known or any(item.words in told for item in items):
            continue
        sells = chunk.case == "Abl" or not bought
        yield _draft(scene, sentence, Direction(code, other, code) if sells else Direction(other, code, code), items)


def _draft(scene: Scene, sentence: Sentence, way: Direction, items: list[Item], rule: str = _RULE) -> FactDraft:
    goods = [Text(item.english, "en") for item in items] + [Text(item.words, scene.lang) for item in items]
    return scene.draft(
        "CommodityTrade",
        {
            "exporter": scene.country(scene.as_named(sentence, way.exporter)),
            "importer": scene.country(scene.as_named(sentence, way.importer)),
            "good": goods,
        },
        rule,
        sentence,
        "1" if all(item.known for item in items) else "0.9",
    )


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact a direction and list: a list that repeats part of another of the same direction joins it."""
    del scene
    kept: list[FactDraft] = []
    for draft in drafts:
        for known in kept:
            same = (
                known.roles["exporter"] == draft.roles["exporter"]
                and known.roles["importer"] == draft.roles["importer"]
            )
            if same and _english(draft) <= _english(known):
                known.sentences += [s for s in draft.sentences if s not in known.sentences]
                break
        else:
            kept.append(draft)
    return kept


def _english(draft: FactDraft) -> set[str]:
    return {good.value for good in draft.roles["good"] if isinstance(good, Text) and good.lang == "en"}


def _against(draft: FactDraft, other: FactDraft) -> bool:
    """Whether two drafts tell of the same goods the other way round."""
    turned = draft.get("exporter") == other.get("importer") and draft.get("importer") == other.get("exporter")
    return turned and bool(_english(draft) & _english(other))
