"""Where a mission stands and who sends it: groups of place and sender before its noun, and what completes them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause
from bilat_kg.text.discourse import is_capital, party, state_of
from bilat_kg.text.frames.mission.status import MISSIONS
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.places import namesake
from bilat_kg.text.timeline import date_of
from bilat_kg.text.values import DateMention, NumberMention

_AFTER = frozenset({"visit.after", "mission.besides"})  # আর্জেন্টিনার পর …: who did so before
_OPENS = frozenset({"(", ":", "—", "–"})


@dataclass(slots=True)
class Segment:
    """One place-and-sender group before a mission noun."""

    cities: list[Entity] = field(default_factory=list)
    host: str | None = None
    hosts: tuple[str, ...] = ()  # those that share the place with the host
    subjects: tuple[str, ...] = ()  # those that act with the subject
    sender: str | None = None
    subject: str | None = None
    pointed: bool = False
    date: DateMention | None = None
    dates: dict[str, DateMention] = field(default_factory=dict)  # of a city alone, by its id

    @property
    def placed(self) -> bool:
        """Whether the group says where: a city, or at least a country."""
        return bool(self.cities) or self.host is not None


def cut_segments(chunks: list[Chunk], start: int, noun: int) -> list[Segment]:
    """Place-and-sender groups in the chunks ``[start, noun)``; the last one belongs to the noun itself."""
    segments = [Segment()]
    complete = False
    for i in range(start, noun):
        chunk = chunks[i]
        now = segments[-1]
        if chunk.kind == "city" and chunk.entity is not None:
            if chunk.case == "Com" or chunk.case == "Abl" or (i > start and _in_town(chunks[i - 1], chunk)):
                continue
            after = chunks[i + 1]
            if (
                "mission.region" in after.senses
                and after.own == "Gen"
                and "city" in {c.kind for c in chunks[i + 2 : noun]}
            ):
                continue  # মোম্বাসা কাউন্টির কিসুমু শহরে
            if _acts(chunks, i, noun) and not now.placed:
                now.subject = chunk.entity.country
                continue
            if complete or (now.sender and now.cities):
                now = Segment()
                segments.append(now)
                complete = False
            if now.cities and _is_elsewhere(chunks, i, start):
                now.cities = []
            now.cities.append(chunk.entity)
        elif chunk.kind == "country" and chunk.entity is not None:
            following = chunks[i + 1]
            if "capital" in following.senses or (
                chunk.case == "Gen" and not chunk.adjective and _owns(chunk, following)
            ):
                continue  # ওমানের রাজধানী মাস্কাটে: whose city it is
            if chunk.case == "Gen" and (_of_somebody(chunks, i, noun) or not _AFTER.isdisjoint(following.senses)):
                continue
            governs = chunk.case == "Nom" and "government" in following.senses and following.own == "Gen"
            if chunk.case == "Gen" and "mission.territory" in following.senses:
                now.host = chunk.entity.id
            elif chunk.case == "Gen" or governs:
                if now.sender and now.placed and not _at_home(now):
                    now = Segment()
                    segments.append(now)
                now.sender = chunk.entity.id
                now.pointed = chunk.anaphor
                complete = now.placed
            elif chunk.case == "Loc":
                if complete or (now.sender and now.placed):
                    now = Segment()
                    segments.append(now)
                    complete = False
                now.host = chunk.entity.id
                now.hosts = _coordinated(chunks[start:noun], chunk)
                now.cities += _city_states(chunk)
            elif chunk.case == "Nom" and not _apposed(chunks, i):
                if now.placed and now.subject:  # X ১৯৮১ সালে A-তে ও Y ১৯৮৩ সালে B-তে দূতাবাস খোলে
                    now = Segment()
                    segments.append(now)
                now.subject = chunk.entity.id
                now.subjects = _coordinated(chunks[start:noun], chunk)
                complete = bool(now.cities) and chunks[i - 1].kind == "city"  # A-তে X এবং B-তে Y দূতাবাস খোলে
        elif chunk.kind == "date":
            mention = date_of(chunk)
            over = i + 1 < noun and "mission.closed" in chunks[i + 1].senses  # ১৯৯৩ সালে বন্ধ হওয়া …
            if mention is not None and mention.first is not None and not over:
                if complete:
                    now = Segment()
                    segments.append(now)
                    complete = False
                now.date = mention
    last = segments[-1]
    if len(segments) > 1 and not last.placed and last.sender is None and last.subject is None:
        tail = segments.pop()
        segments[-1].date = segments[-1].date or tail.date
    return [segment for segment in segments[:-1] if segment.placed] + segments[-1:]


def _is_elsewhere(chunks: list[Chunk], at: int, start: int) -> bool:
    """``নাইরোবিতে এক সভায় যোগ দেন …, মোম্বাসায় …``: the city before is the place of another deed."""
    before = next((i for i in range(at - 1, start - 1, -1) if chunks[i].kind == "city"), at)
    if chunks[before].own != "Loc" or (chunks[at].group and chunks[before].group == chunks[at].group):
        return False
    return any(chunk.verb is not None and chunk.kind == "verb" for chunk in chunks[before:at])


def _coordinated(chunks: list[Chunk], state: Chunk) -> tuple[str, ...]:
    """All that are named together with a state, itself among them."""
    return tuple(c.entity.id for c in chunks if c.group and c.group == state.group and c.entity is not None)


def _of_somebody(chunks: list[Chunk], at: int, noun: int) -> bool:
    """``পেরুর মন্ত্রী X-কে সঙ্গে নিয়ে দূতাবাস …``: whose minister it is, who is no subject, says nothing of the mission."""
    office = next((i for i in range(at + 1, min(at + 4, noun)) if chunks[i].kind in {"office", "person"}), None)
    if office is None or any(chunk.kind != "word" or chunk.case != "Nom" for chunk in chunks[at + 1 : office]):
        return False
    last = office
    while last + 1 < noun and chunks[last + 1].kind in {"office", "person"}:
        last += 1
    return chunks[last].case in {"Acc", "Com"}


def _at_home(segment: Segment) -> bool:
    """``ইতালির প্রবাসীরা মিলানে … বাংলাদেশের কনস্যুলেট``: whose city it is, not who sends the mission."""
    if segment.sender is None or segment.pointed or not segment.cities:
        return False
    home = party(segment.sender)
    return all(city.country is not None and party(city.country) == home for city in segment.cities)


def _in_town(town: Chunk, part: Chunk) -> bool:
    """``লন্ডনের পোর্টল্যান্ড প্লেসে``: an address, though a town abroad is called so as well."""
    if town.kind != "city" or town.own != "Gen" or town.entity is None or part.entity is None:
        return False
    return town.entity.country != part.entity.country


def _acts(chunks: list[Chunk], at: int, noun: int) -> bool:
    """``ঢাকা ১৯৭৪ সালে মানামায় দূতাবাস খোলে``: a capital that stands for its government, before another place."""
    chunk = chunks[at]
    if chunk.own != "Nom" or chunk.case != "Nom" or chunk.group or chunk.entity is None or not is_capital(chunk.entity):
        return False
    places = [i for i in range(at + 1, noun) if chunks[i].kind in {"city", "country"} and chunks[i].case == "Loc"]
    return bool(places) and (places[0] == at + 1 or chunks[at + 1].kind == "date")


def _owns(country: Chunk, city: Chunk) -> bool:
    """Whether a city is the country's own (ভারতের লিমা-স্থিত দূতাবাস is India's, in Lima)."""
    if city.kind != "city" or city.entity is None or country.entity is None:
        return False
    return city.entity.country is None or party(city.entity.country) == party(country.entity.id)


def _city_states(chunk: Chunk) -> list[Entity]:
    """The capital that has its state's name (সিঙ্গাপুর), where a chunk names that state."""
    return [e.entity for e in chunk.entries if e.kind == "city" and e.entity is not None and is_capital(e.entity)][:1]


def own_place(chunks: list[Chunk], noun: int, end: int) -> int:
    """Where the cities right after a mission noun end (X-এর দূতাবাস A-তে, …), or ``noun + 1`` where none stand there."""
    i = noun + 1
    if has_own_place(chunks, noun):
        return next((j + 1 for j in range(i + 2, end) if chunks[j].text == ")"), i)
    if i >= end or chunks[i].kind != "city" or chunks[i].case not in {"Loc", "Nom"}:
        return noun + 1
    group = chunks[i].group
    while group and i + 2 < end and chunks[i + 2].group == group:
        i += 2
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    return noun + 1 if after is not None and after.kind == "country" and after.case == "Gen" else i + 1


def _apposed(chunks: list[Chunk], at: int) -> bool:
    """A bare country name that only ends another phrase, as in a caption."""
    return at > 0 and chunks[at - 1].kind == "city" and chunks[at - 1].case == "Nom"


def place_after(chunks: list[Chunk], noun: int, end: int, segment: Segment) -> int:
    """``X-এর দূতাবাস A-তে অবস্থিত``: the places after the noun, each perhaps with its own date in brackets.

    Where a list of them ends, or ``noun + 1``.
    """
    last = noun
    listed = own_place(chunks, noun, end) if has_own_place(chunks, noun) else noun + 1
    for i in range(noun + 1, end):
        chunk = chunks[i]
        if chunk.text == ";":
            break
        if chunk.kind == "city" and chunk.entity is not None and chunk.case in {"Loc", "Nom", "Gen"}:
            if segment.host and party(segment.host) != party(chunk.entity.country or ""):
                break
            grouped = chunk.group and chunk.group == chunks[i - 2].group
            if segment.cities and not grouped and not _goes_on(chunks, noun, last, i):
                break
            segment.cities.append(chunk.entity)
            if last > noun:
                listed = i + 1
            last = i
            if i + 3 < len(chunks) and chunks[i + 1].text == "(" and chunks[i + 3].text == ")":
                mention = date_of(chunks[i + 2])
                if mention is not None and mention.first is not None:
                    segment.dates[chunk.entity.id] = mention
                    listed = i + 4
        elif chunk.kind == "country" and chunk.case == "Loc" and chunk.entity is not None and not segment.cities:
            segment.host = chunk.entity.id
    return listed


def _goes_on(chunks: list[Chunk], noun: int, last: int, at: int) -> bool:
    """Whether a list of cities goes on: in the brackets right after the noun, or over those of the city before."""
    between = [chunk.text for chunk in chunks[last + 1 : at] if "and" not in chunk.senses]
    if chunks[noun + 1].text in _OPENS and (between == [","] or not between):
        return True
    if chunks[noun + 1].text == "(":
        return False
    closed = between[-1:] == [")"] or between[-2:] == [")", ","]
    return chunks[last].own == "Nom" and between[:1] == ["("] and closed


def find_subject(scene: Scene, sentence: Sentence, clause: Clause, noun: int, segment: Segment) -> str | None:
    """A state elsewhere in the clause: in the nominative before or after the noun, in the genitive after it.

    A capital stands for its country after the noun. A third state that ends the sentence is told where none of the pair
    is: the mission is not the pair's.
    """
    here = {city.id for city in segment.cities}
    third: str | None = None
    for i in [*range(noun + 1, clause.end), *range(noun - 1, clause.start - 1, -1)]:
        chunk = sentence.chunks[i]
        if chunk.entity is None or (chunk.case != "Nom" and not (chunk.case == "Gen" and i > noun)):
            continue
        code: str | None = state_of(chunk)
        stands = chunk.kind == "country" or (chunk.kind == "city" and i > noun and chunk.entity.id not in here)
        if stands and scene.pair.other(code) is not None:
            return code
        if i > noun and chunk.kind == "country" and chunk.case == "Nom" and not chunk.group and _closes(sentence, i):
            third = code  # … দূতাবাস খুলেছে চিলি
    return third


def _closes(sentence: Sentence, at: int) -> bool:
    return all(chunk.kind == "mark" for chunk in sentence.chunks[at + 1 :])


def shares_its_place(chunks: list[Chunk], start: int, noun: int) -> bool:
    """``কনস্যুলেট জেনারেল ও বাণিজ্য কমিশন``: nothing but a conjunction since the mission noun before."""
    between = chunks[start:noun]
    return bool(between) and all("and" in c.senses or c.text == "," or c.kind == "number" for c in between)


def has_own_place(chunks: list[Chunk], noun: int) -> bool:
    """``দূতাবাস (A) ও কনস্যুলেট (B)``: a city in brackets right after the noun."""
    return noun + 2 < len(chunks) and chunks[noun + 1].text == "(" and chunks[noun + 2].kind == "city"


def is_pointed_at(chunks: list[Chunk], noun: int) -> bool:
    """``এ দূতাবাস``, ``এই নতুন কনস্যুলেট``: a mission told before, whose place is known."""
    before = chunks[noun - 2 : noun] if noun > 1 else chunks[:noun]
    if before and before[-1].kind == "word" and "agreement.same" not in before[-1].senses:
        return len(before) > 1 and "agreement.same" in before[0].senses and before[-1].case == "Nom"
    return bool(before) and "agreement.same" in before[-1].senses


def place_before(scene: Scene, sentence: Sentence, start: int, noun: int) -> Entity | None:
    """The city that ``সেখানে``, ``এ শহরে`` before the noun points back to: the one named last, here or just before."""
    chunks = sentence.chunks
    at = next((i for i in sentence.having("visit.there", "town") if start <= i < noun and _points(chunks, i)), None)
    if at is None:
        return None
    before = scene.sentences[sentence.index - 1].chunks if sentence.index else []
    for chunk in (*reversed(chunks[:at]), *reversed(before)):
        if chunk.kind == "city" and chunk.entity is not None:
            return chunk.entity
    return None


def _points(chunks: list[Chunk], at: int) -> bool:
    if "visit.there" in chunks[at].senses:
        return True
    return at > 0 and chunks[at].own == "Loc" and "agreement.same" in chunks[at - 1].senses


def past_bracket(chunks: list[Chunk], noun: int) -> int:
    """Past a bracket with a date right behind the noun, which says nothing of the next one: ``দূতাবাস (১৯৭২ সালে …)``."""
    i = noun + 1
    if i >= len(chunks) or chunks[i].text != "(":
        return i
    end = next((k for k in range(i, len(chunks)) if chunks[k].text == ")"), None)
    if end is None or any(chunk.kind in {"city", "country"} for chunk in chunks[i:end]):
        return i
    return end + 1


def after_break(chunks: list[Chunk], start: int, noun: int) -> int:
    """Words before a semicolon belong to what stands before it; so does a date before a comma, with no place yet."""
    if start:
        comma = next((i for i in range(start, noun) if chunks[i].text == ","), None)
        before = chunks[start:comma] if comma is not None else []
        if any(c.kind == "date" for c in before) and not any(c.kind in {"city", "country"} for c in before):
            start = (comma or start) + 1
    for i in range(noun - 1, start - 1, -1):
        if chunks[i].text in {";", "।"}:
            return i + 1
    return start


def after_a_place(chunk: Chunk) -> bool:
    """What may stand right after the place of a mission: its sender, the mission, how many, or that there is one."""
    return (
        (chunk.kind == "country" and chunk.case == "Gen")
        or not chunk.senses.isdisjoint(MISSIONS)
        or not chunk.senses.isdisjoint({"one", "any", "own", "also", "mission.open"})
        or (isinstance(chunk.value, NumberMention) and chunk.value.value <= 5)
        or (chunk.verb is not None and chunk.verb.lemma == "আছ")
    )


def find_topic(scene: Scene, sentence: Sentence) -> str | None:
    """``কানাডার মিশন: …`` and the line that opens a list say whose missions follow."""
    for line in (sentence, sentence.intro):
        if line is None:
            continue
        for i in line.having("mission.any"):
            before = line.chunks[i - 1] if i else None
            if before is not None and before.kind == "country" and before.case == "Gen" and before.entity is not None:
                return before.entity.id
    return None


def complete_states(scene: Scene, segment: Segment, carried: str | None) -> tuple[str | None, str | None]:
    """Sender and receiver: what the text names, completed by the pair."""
    pair = scene.pair
    _settle_namesakes(scene, segment)
    owners = {city.country for city in segment.cities if city.country}
    if len(owners) > 1:
        return None, None
    receiver = next(iter(owners), None) or segment.host
    if not owners and receiver not in pair:
        receiver = next((host for host in segment.hosts if host in pair), receiver)
    sender = segment.sender or segment.subject
    if segment.sender is None and sender not in pair:
        sender = next((one for one in segment.subjects if one in pair), sender)
    if receiver is None:
        if sender is None and segment.cities:
            sender = carried
        if sender is None or (segment.cities and sender not in pair):
            return None, None
        return sender, pair.other(sender)
    if receiver not in pair and segment.sender is None and segment.cities:
        return None, None  # another state's: দিল্লির দূতাবাসই দেখে
    if sender is not None and party(sender) == party(receiver):
        # দেশটির may point at either state; a place cannot.
        if not segment.pointed and segment.sender is not None:
            return None, None
        sender = None
    if sender is None:
        opposite = carried is not None and party(carried) != party(receiver)
        sender = carried if opposite else pair.other(receiver)
    return (sender, receiver) if sender in pair else (None, None)


def _settle_namesakes(scene: Scene, segment: Segment) -> None:
    """Cities of one coordination stand in one country: one that is known elsewhere only is a namesake, not linked."""
    if len({city.country for city in segment.cities if city.country in scene.pair}) != 1:
        return
    segment.cities = [
        city if city.country is None or city.country in scene.pair else namesake(city)
        for city in segment.cities
        if city.country in scene.pair or not is_capital(city)  # ডাবলিন ও লিমায়: one in a third state as well
    ]
