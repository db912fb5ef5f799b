"""Where a mission stands and who sends it: groups of place and sender before its noun, and what completes them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, date_of
from bilat_kg.text.seats import seat
from bilat_kg.text.states import is_capital, party, state_of
from bilat_kg.text.values import DateMention

_NEXT = 2  # chunks from whoever sends to the mission
_DEALINGS = frozenset({"mission.service", "mission.order", "mission.leave", "mission.demand", "mission.asked"})
_PLACES = frozenset({"mission.territory", "mission.town", "mission.such"})  # পেরুর রাজধানীতে, পেরুর যেসব শহরে
_PARTS = frozenset({"mission.region", "mission.town", "town"})
_NAMES = 4  # chunks from a state to a part of it
_TIES = frozenset("-–")  # বাংলাদেশ-নেপালসহ এক ডজন দেশে
_AFTER = frozenset({"visit.after", "mission.besides"})  # আর্জেন্টিনার পর …: who did so before


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
    loose: bool = False  # whoever sends is told by what is theirs, before the place: পেরুর একটি কমিটি কেনিয়ায় …
    date: DateMention | None = None
    dates: dict[str, DateMention] = field(default_factory=dict)  # of a city alone, by its id

    @property
    def placed(self) -> bool:
        """Whether the group says where: a city, or at least a country."""
        return bool(self.cities) or self.host is not None

    @property
    def is_at_home(self) -> bool:
        """``ইতালির প্রবাসীরা মিলানে … বাংলাদেশের কনস্যুলেট``: whose city it is, not who sends the mission."""
        if self.sender is None or self.pointed or not self.cities:
            return False
        home = party(self.sender)
        return all(city.country is not None and party(city.country) == home for city in self.cities)


def cut_segments(chunks: list[Chunk], start: int, noun: int) -> list[Segment]:
    """Place-and-sender groups in the chunks ``[start, noun)``; the last one belongs to the noun itself."""
    segments = [Segment()]
    complete = False
    apart = _related(chunks, start, noun)
    for i in range(start, noun):
        chunk = chunks[i]
        now = segments[-1]
        if i in apart:
            continue
        if chunk.kind == "city" and chunk.entity is not None:
            if chunk.case == "Com" or chunk.case == "Abl" or (i > start and _in_town(chunks[i - 1], chunk)):
                continue
            after = chunks[i + 1]
            if chunk.own == "Gen" and after.verb is not None and after.verb.mood in {"participle", "noun"}:
                continue  # নাইরোবির বেঁধে দেওয়া সময় …: whose deed it is
            if (
                "mission.region" in after.senses
                and after.own == "Gen"
                and "city" in {c.kind for c in chunks[i + 2 : noun]}
            ):
                continue  # মোম্বাসা কাউন্টির কিসুমু শহরে
            if chunk.own == "Loc" and "mission.posted" in after.senses:
                continue  # কায়রোতে নিযুক্ত ঘানার রাষ্ট্রদূত
            if chunk.own == "Gen" and ("government" in after.senses or not _AFTER.isdisjoint(after.senses)):
                if "government" in after.senses and not now.placed and is_capital(chunk.entity):
                    now.subject = chunk.entity.country  # রিয়াদের সরকার …
                continue
            if _acts(chunks, i, noun) and not now.placed:
                now.subject = chunk.entity.country
                continue
            if now.cities and i > start and _acts_there(chunks[i - 1], chunk):
                now.subject, complete = chunk.entity.country, True
                continue
            if _sends(chunks, i, (start, noun), now):
                now.sender = chunk.entity.country
                complete = True
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
            if chunk.case == "Gen" and following.verb is not None and "verb.be" in following.senses:
                continue  # কেনিয়ার হয়ে উগান্ডার দূতাবাস …
            if chunk.adjective and chunk.plural:
                continue  # কেনীয়দের উগান্ডায় …: people
            if chunk.case == "Gen" and (_of_somebody(chunks, i, noun) or not _AFTER.isdisjoint(following.senses)):
                continue
            governs = chunk.case == "Nom" and "government" in following.senses and following.own == "Gen"
            if governs and chunks[i + 2].kind == "word" and chunks[i + 2].own == "Gen":
                continue  # কেনিয়া সরকারের নির্দেশের পর …
            if chunk.case == "Gen" and (not following.senses.isdisjoint(_PLACES) or _in_part(chunks, i, noun)):
                now.host = chunk.entity.id
            elif chunk.case == "Gen" or governs:
                if chunk.anaphor and now.sender and now.placed and now.loose:
                    continue  # পেরুর মন্ত্রী কেনিয়ায় দেশটির দূতাবাস খোলেন
                if now.sender and now.placed and not now.is_at_home and not now.loose:
                    now = Segment()
                    segments.append(now)
                now.loose = not now.placed and not governs and _has_more(following)
                now.sender = chunk.entity.id
                now.pointed = chunk.anaphor
                complete = now.placed
            elif chunk.case == "Loc" or (chunk.case == "Abl" and _taken_away(chunks, noun)):
                if complete or (now.sender and now.placed):
                    now = Segment()
                    segments.append(now)
                    complete = False
                now.host = chunk.entity.id
                now.hosts = _coordinated(chunks[start:noun], chunk)
                if (city := seat(chunk)) is not None:
                    now.cities.append(city)
            elif i + 1 == noun and (host := _in_the_state_before(chunks, i, start)) is not None:
                now.host, now.sender = host, chunk.entity.id
                complete = True
            elif i + 1 == noun and chunk.own == "Nom" and chunk.case == "Nom" and not chunk.group and now.sender:
                now.sender = chunk.entity.id  # পেরুর শ্রমবাজার নিয়ে লিমায় কেনিয়া দূতাবাস …: one word with the mission
                now.pointed, complete = False, now.placed
            elif chunk.case == "Nom" and not _apposed(chunks, i) and following.text not in _TIES:
                if now.placed and now.subject:  # X ১৯৮১ সালে A-তে ও Y ১৯৮৩ সালে B-তে দূতাবাস খোলে
                    now = Segment()
                    segments.append(now)
                if now.loose and i == noun - 1:
                    now.sender = None  # দেশটির ভিসার জন্য … ভারতে আর্জেন্টিনা দূতাবাসে
                now.subject = chunk.entity.id
                now.subjects = _coordinated(chunks[start:noun], chunk)
                complete = bool(now.cities) and chunks[i - 1].kind == "city"  # A-তে X এবং B-তে Y দূতাবাস খোলে
        elif chunk.kind == "date":
            mention = date_of(chunk)
            over = i + 1 < noun and "mission.closed" in chunks[i + 1].senses  # ১৯৯৩ সালে বন্ধ হওয়া …
            if mention is not None and mention.first is not None and not over:
                if now.cities and _in_brackets(chunks, i):
                    now.dates[now.cities[-1].id] = mention  # মোম্বাসা (২০১১) ও কিসুমুতে (২০১৪), লিমায় X-এর (১৯৬৩)
                    continue
                if complete or (now.subject and now.cities and "and" in chunks[i - 1].senses):
                    now = Segment()
                    segments.append(now)
                    complete = False
                now.date = mention
    last = segments[-1]
    if len(segments) > 1 and not last.placed and last.sender is None and last.subject is None:
        tail = segments.pop()
        segments[-1].date = segments[-1].date or tail.date
    return [segment for segment in segments[:-1] if segment.placed] + segments[-1:]


def _in_part(chunks: list[Chunk], state: int, noun: int) -> bool:
    """``কেনিয়ার উপকূলীয় কিলিফি জেলায়``: whether a part of the state is the place, behind words that only name it."""
    if chunks[state].adjective:
        return False
    at = state + 1
    while at < noun - 1 and at < state + _NAMES and chunks[at].kind == "word" and not chunks[at].senses:
        at += 1
    return chunks[at].own == "Loc" and not chunks[at].senses.isdisjoint(_PARTS)


def _has_more(following: Chunk) -> bool:
    """``পেরুর একটি কমিটি``, ``দেশটির ভিসা``: somebody or something of a state, and not its mission."""
    if following.kind in {"office", "person", "number"} or "one" in following.senses:
        return True
    if following.kind != "word" or following.own not in {"Gen", "Nom"}:
        return False
    if following.own == "Gen":
        return not any(sense.startswith("mission.") and sense not in _DEALINGS for sense in following.senses)
    return not following.senses


def _related(chunks: list[Chunk], start: int, noun: int) -> frozenset[int]:
    """``A ও B-র মধ্যে সম্পর্ক স্থাপিত হয়, …``: the two between which something is are no places of a mission."""
    ties = [i for i in range(start + 3, noun) if "between" in chunks[i].senses and "and" in chunks[i - 2].senses]
    return frozenset(at for i in ties for at in (i - 1, i - 3))


def _sends(chunks: list[Chunk], at: int, span: tuple[int, int], now: Segment) -> bool:
    """``তেহরানে রিয়াদের দূতাবাস``: a capital right behind the place stands for the government that sends."""
    city, before = chunks[at].entity, chunks[at - 1] if at > span[0] else None
    if before is None or before.own != "Loc" or city is None:
        return False
    where = state_of(before)
    if chunks[at].own != "Gen" or now.sender is not None or not is_capital(city) or not city.country:
        return False
    if span[1] - at > _NEXT:
        return False  # নাইরোবির মেয়র … দূতাবাস
    return where is not None and party(where) != party(city.country)


def _in_brackets(chunks: list[Chunk], at: int) -> bool:
    """Whether a date alone stands in brackets right after a city or who sends: since when there is a mission in it."""
    named = chunks[at - 2].kind == "city" or (chunks[at - 2].kind == "country" and chunks[at - 2].own == "Gen")
    return chunks[at - 1].text == "(" and named and chunks[at + 1].text == ")"


def _is_elsewhere(chunks: list[Chunk], at: int, start: int) -> bool:
    """``নাইরোবিতে এক সভায় যোগ দেন …, মোম্বাসায় …``: the city before is the place of another deed."""
    before = next((i for i in range(at - 1, start - 1, -1) if chunks[i].kind == "city"), at)
    if chunks[before].own != "Loc" or (chunks[at].group and chunks[before].group == chunks[at].group):
        return False
    return any(chunk.verb is not None and chunk.kind == "verb" for chunk in chunks[before:at])


def _taken_away(chunks: list[Chunk], noun: int) -> bool:
    """``কেনিয়া থেকে দূতাবাস তুলে নেয়``: where it was."""
    return any("mission.closed" in chunk.senses for chunk in chunks[noun + 1 : noun + 3])


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


def _in_town(town: Chunk, part: Chunk) -> bool:
    """``লন্ডনের পোর্টল্যান্ড প্লেসে``: an address, though a town abroad is called so as well."""
    if town.own != "Gen" or town.entity is None or part.entity is None:
        return False
    if town.kind == "country":
        return seat(town) is not None and town.entity.id != part.entity.country
    return town.kind == "city" and town.entity.country != part.entity.country


def _acts(chunks: list[Chunk], at: int, noun: int) -> bool:
    """``ঢাকা ১৯৭৪ সালে মানামায় দূতাবাস খোলে``: a capital that stands for its government, before another place.

    Where it tells another state something (``লিমা কেনিয়াকে কুসকোর কনস্যুলেট বন্ধ করতে বলে``), that state is the sender.
    """
    chunk = chunks[at]
    if chunk.own != "Nom" or chunk.case != "Nom" or chunk.group or chunk.entity is None or not is_capital(chunk.entity):
        return False
    if any(c.kind == "country" and c.own == "Acc" for c in chunks[at + 1 : noun]):
        return any(c.kind == "city" for c in chunks[at + 1 : noun])
    places = [i for i in range(at + 1, noun) if chunks[i].kind in {"city", "country"} and chunks[i].case == "Loc"]
    return bool(places) and (places[0] == at + 1 or chunks[at + 1].kind == "date")


def _acts_there(place: Chunk, chunk: Chunk) -> bool:
    """``ঢাকায় মানামা যে কনস্যুলেট খোলে``: a capital for its government, right behind the other state's town."""
    if place.kind != "city" or place.own != "Loc" or place.entity is None or chunk.entity is None or chunk.group:
        return False
    return chunk.own == "Nom" and is_capital(chunk.entity) and chunk.entity.country != place.entity.country


def _owns(country: Chunk, city: Chunk) -> bool:
    """Whether a city is the country's own (ভারতের লিমা-স্থিত দূতাবাস is India's, in Lima)."""
    if city.kind != "city" or city.entity is None or country.entity is None:
        return False
    return city.entity.country is None or party(city.entity.country) == party(country.entity.id)


def _in_the_state_before(chunks: list[Chunk], at: int, start: int) -> str | None:
    """``কেনিয়ার পেরু দূতাবাস``: a bare name and the mission are one word, and the genitive before says where it is."""
    here, before = chunks[at], chunks[at - 1]
    if at == start or here.own != "Nom" or before.kind != "country" or before.own != "Gen" or before.adjective:
        return None
    if before.entity is None or here.entity is None or before.entity.id == here.entity.id:
        return None
    return before.entity.id


def _apposed(chunks: list[Chunk], at: int) -> bool:
    """A bare country name that only ends another phrase, as in a caption."""
    return at > 0 and chunks[at - 1].kind == "city" and chunks[at - 1].case == "Nom"
