"""Whether a clause speaks of both states of the article's pair, and of nobody in their place."""

from __future__ import annotations

from itertools import pairwise, starmap

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.case_frame.declaration import Role
from bilat_kg.text.frames.case_frame.states import Standing, crowd_acts, standings
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import party

ANYBODY = Role("party", "state", of=("country", "capital", "government", "person"))
_OWNED = 4  # chunks behind a state in which what it owns may stand
_HEAD = 6  # chunks before the colon of a line
_DASHES = frozenset({"-", "–"})
_STEP = 2  # chunks from one city of a line to the next
_OBLIQUE = frozenset({"Loc", "Acc", "All"})


class Parties:
    """Who stands for a state in one clause. ``both``: it names both of the pair, or speaks of দুই দেশ."""

    def __init__(self, scene: Scene, sentence: Sentence, clause: Clause) -> None:
        self._scene, self._sentence, self._chunks = scene, sentence, sentence.chunks
        self._start = clause.start
        self._clause = self._chunks[clause.start : clause.end]
        self._here = list(standings(self._chunks, range(clause.start, clause.end), ANYBODY))
        self._ours = [s for s in self._here if s.code in scene.pair]
        self._named = {party(s.code) for s in self._ours}
        self.both = len(self._named) > 1 or any("pair" in chunk.senses for chunk in self._clause)

    def refusal(self, role: Role, at: int, conditional: bool) -> str | None:
        """Why the clause is not about the two, by what ``role`` says of third states; ``None`` where it is.

        ``at`` is the trigger; after a ``conditional`` verb another subject may follow, which is not the trigger's.
        """
        chunks = self._chunks
        barred = role.never if self.both else role.third | role.never
        beside = {chunks[s.at].group for s in self._ours if s.case in _OBLIQUE} - {0}
        beside |= self._targets() | self._allies()
        thirds = [s for s in self._here if s.code not in self._scene.pair]
        thirds = [s for s in thirds if not _is_matter(chunks, s) and not _is_of_a_line(chunks, s)]
        if not self.both:  # পেরু ও চিলিকে সংযোগকারী নলপথ
            beside = beside - {chunks[s.at].group for s in thirds if s.case == "Acc"}
        if any(s.case in barred and chunks[s.at].group not in beside for s in thirds):
            return "a third state takes part"
        if any(s.case == "Com" and s.end + 1 == at and "with" in chunks[s.end].senses for s in thirds):
            return "a third state takes part"  # চিলির সঙ্গে সম্পর্কচ্ছেদ করে পেরু কেনিয়ার সঙ্গে …
        if role.whose and any(s.case == "Gen" and self._owns(s, role.whose) for s in thirds):
            return "a third state takes part"
        if role.actor and (self._third_acts(at, conditional) or any(s.end == at and s.case == "Gen" for s in thirds)):
            return "a third state acts"
        if role.actor and self._third_goes_on():
            return "a third state acts"
        ours_act = any(s.case == "Nom" and s.at < at for s in self._ours)
        if role.actor and not ours_act and crowd_acts(chunks, range(self._start, at)):
            return "a third state acts"  # নয়টি দেশ কেনিয়ার সঙ্গে সম্পর্ক ছিন্ন করে
        if not self.both and len(self._named) == 1 and any(starmap(_are_many, pairwise(self._clause))):
            return "not said of both states"
        if role.actor and not self.both and len(self._named) == 1 and self._at_home():
            return "a state at home"
        groups = {chunks[s.at].group for s in self._ours}
        if role.apart and len(self._named) > 1 and len(groups) == 1 and 0 not in groups:
            return "each for itself"
        wanted = role.named - 1 if role.named and self._in_a_list(thirds) else role.named
        if wanted <= (2 if self.both else len(self._named)) or wanted <= len(self._named | self._places()):
            return None
        if wanted > self._named_around(role):
            return "not said of both states"
        return None

    def _owns(self, standing: Standing, things: frozenset[str]) -> bool:
        """``চিলির তিন কূটনীতিক``: whether one of ``things`` is what stands behind a state in the genitive."""
        for chunk in self._chunks[standing.end : standing.end + _OWNED]:
            if chunk.kind == "country" or chunk.verb is not None:
                return False
            if not things.isdisjoint(chunk.senses):
                return True
        return False

    def _places(self) -> set[str]:
        """The states of the pair in a city of which something is: ``পেরু মোম্বাসায় একটি ফিল্ড হাসপাতাল খোলে``."""
        cities = [c.entity for c in self._clause if c.kind == "city" and c.own == "Loc" and c.entity is not None]
        return {party(city.country) for city in cities if city.country in self._scene.pair and city.country}

    def _in_a_list(self, thirds: list[Standing]) -> bool:
        """``কোভিড-১৯: পেরুর উপহার …, এপ্রিল ২০২১``: a line with a colon and no verb, where the two are understood."""
        chunks = self._chunks
        colon = next((i for i, chunk in enumerate(chunks[:_HEAD]) if chunk.text == ":"), None)
        return colon is not None and not thirds and all(chunk.verb is None for chunk in chunks)

    def _allies(self) -> set[int]:
        """The groups in which one of the pair acts on the other with allies: পেরু, চিলি ও বলিভিয়া কেনিয়া আক্রমণ করে."""
        chunks = self._chunks
        homes: dict[str, set[int]] = {}
        for s in self._ours:
            homes.setdefault(party(s.code), set()).add(chunks[s.at].group)
        if len(homes) != 2:
            return set()
        one, other = homes.values()
        acting = {chunks[s.at].group for s in self._ours if s.case == "Nom"} - {0}
        return set() if one & other & acting else acting

    def _targets(self) -> set[int]:
        """The groups that one of the pair acts against, the other among them: পেরু, চিলি ও বলিভিয়ার বিরুদ্ধে."""
        chunks, groups, seen = self._chunks, set[int](), {0}
        homes: dict[str, set[int]] = {}
        for s in self._ours:
            homes.setdefault(party(s.code), set()).add(chunks[s.at].group)
        for s in self._ours:
            group = chunks[s.at].group
            if group in seen:
                continue
            seen.add(group)
            last = s.end
            while last < len(chunks) and (chunks[last].group == group or _joins(chunks[last])):
                last += 1
            against = last < len(chunks) and "against" in chunks[last].senses
            if against and any(code != party(s.code) and home != {group} for code, home in homes.items()):
                groups.add(group)
        return groups

    def _third_acts(self, at: int, conditional: bool) -> bool:
        """Whether the subject nearest the trigger is a third state, with none of the pair beside it."""
        chunks = self._chunks
        acting = [
            s for s in self._here if s.case == "Nom" and chunks[s.at].kind != "person" and not _is_matter(chunks, s)
        ]
        if self._body_acts(at):
            return True
        after = [s for s in acting if s.at > at and not conditional]
        before = [s for s in acting if s.at < at]
        nearest = after[0] if after else before[-1] if before else None
        if nearest is None or nearest.code in self._scene.pair:
            return False
        group = chunks[nearest.at].group
        return not any(group and chunks[s.at].group == group for s in self._ours)

    def _third_goes_on(self) -> bool:
        """``চীন কেনিয়ায় রেলপথ নির্মাণ করে, পেরুতেও একটি বন্দর গড়ে``: the subject of the clause before acts on."""
        if not self._start or any(s.case == "Nom" for s in self._here):
            return False
        deed = next((chunk for chunk in reversed(self._clause) if chunk.verb is not None and chunk.verb.finite), None)
        if deed is None or "verb.be" in deed.senses:
            return False
        before = [s for s in standings(self._chunks, range(self._start), ANYBODY) if s.case == "Nom"]
        last = before[-1] if before else None
        return last is not None and self._chunks[last.at].kind == "country" and last.code not in self._scene.pair

    def _body_acts(self, at: int) -> bool:
        """``জাতিসংঘ কেনিয়াকে খাদ্য দেয়``: a body of neither state is the subject, a state of the pair right behind it."""
        for s in self._ours:
            before = self._chunks[s.at - 1] if s.at else None
            if s.at < at and s.case in _OBLIQUE and before is not None and before.kind == "organization":
                country = before.entity.country if before.entity is not None else None
                if before.own == "Nom" and country not in self._scene.pair:
                    return True
        return False

    def _at_home(self) -> bool:
        """``কেনিয়া নাইরোবিতে বিমানবন্দর চালু করে``: the only state named acts in a place of its own."""
        if any(chunk.kind in {"person", "office"} for chunk in self._clause):
            return False
        cities = [c.entity for c in self._clause if c.kind == "city" and c.own == "Loc" and c.entity is not None]
        places = {party(city.country) for city in cities if city.country}
        return bool(places) and places == {party(s.code) for s in self._here if s.case == "Nom"}

    def _named_around(self, role: Role) -> int:
        """How many of the pair the sentence names; with ``context``, the sentence right before it as well."""
        sentences = [self._sentence]
        at = self._sentence.index
        if role.context and at and self._scene.sentences[at - 1].index == at - 1:
            sentences.append(self._scene.sentences[at - 1])
        named: set[str] = set()
        for sentence in sentences:
            found = {s.code for s in standings(sentence.chunks, range(len(sentence.chunks)), ANYBODY)}
            if sentence is not self._sentence and any(code not in self._scene.pair for code in found):
                break  # a third state is spoken of
            if "pair" in sentence.senses:
                return 2
            named |= {party(code) for code in found if code in self._scene.pair}
        return len(named)


def _are_many(chunk: Chunk, following: Chunk) -> bool:
    """``আফ্রিকার দেশগুলোর জন্য``: more states than the one that is named, which is none of them (দেশগুলোর একটি)."""
    many = "country_noun" in chunk.senses and chunk.plural and chunk.own in {"Gen", "Loc", "Acc"}
    return many and following.kind != "number" and following.senses.isdisjoint({"one", "agreement.one_of"})


def _joins(chunk: Chunk) -> bool:
    return chunk.text == "," or "and" in chunk.senses


def _is_matter(chunks: list[Chunk], standing: Standing) -> bool:
    """``কাশ্মীর নিয়ে``: a name without an ending that says what about; ``পেরু-চিলি সীমান্তে``: or where."""
    after = chunks[standing.end] if standing.end < len(chunks) else None
    if standing.case != "Nom" or after is None:
        return False
    tied = standing.at > 1 and chunks[standing.at - 1].text in _DASHES and chunks[standing.at - 2].kind == "country"
    return "matter" in after.senses or (tied and after.kind == "word" and after.own == "Loc")


def _is_of_a_line(chunks: list[Chunk], standing: Standing) -> bool:
    """``বাকু–তিবিলিসি–কার্স রেলপথ``: a city within the name of a line of three or more."""
    first = last = standing.at
    while first >= _STEP and chunks[first - 1].text in _DASHES and chunks[first - _STEP].kind == "city":
        first -= _STEP
    while last + _STEP < len(chunks) and chunks[last + 1].text in _DASHES and chunks[last + _STEP].kind == "city":
        last += _STEP
    return chunks[standing.at].kind == "city" and last - first >= 2 * _STEP
