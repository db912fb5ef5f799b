"""Names that nobody may know, by the office beside them: ``প্রধানমন্ত্রী ক্রিয়াংসাক চোমানান``, ``তাঁর উত্তরসূরি আলঁ বেরসে``."""

from __future__ import annotations

from bilat_kg.text.acquaintances import QUALIFIED, succeeding
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.identification import Identification
from bilat_kg.text.offices import holds, office_of, state_before


class TitledNames:
    """Finds names where an office or a word for whoever holds it says that one stands."""

    def __init__(self, identification: Identification) -> None:
        self._identification = identification
        self._names, self._met = identification.names, identification.met

    def at_office(self, chunks: list[Chunk], at: int) -> None:
        """Take unknown words after an office title for a name: ``প্রধানমন্ত্রী ক্রিয়াংসাক চোমানান``.

        Or before it, as in ``রবার্ট মুগাবে, জিম্বাবুয়ের রাষ্ট্রপতি`` and ``জেরি রলিংস রাষ্ট্রপ্রধান থাকাকালে``.
        """
        if at + 1 < len(chunks) and chunks[at + 1].text in {":", "—", "–"}:
            self._list(chunks, at)
            return
        if chunks[at].own != "Nom" or chunks[at].plural:
            return
        first = at + 1
        if first < len(chunks) and chunks[first].text == ",":
            first += 1
        last = self._names.extent(chunks, first) if first < len(chunks) else first
        if last > first and chunks[last - 1].kind != "person" and last < len(chunks) and chunks[last].kind == "person":
            last += 1
        if last > first and (first == at + 1 or last - first > 1):
            if last - first > 1 or self._single(chunks, first):
                self._identification.name(chunks, first, last, chunks[at])
            return
        if last == first:
            self._before_office(chunks, at)

    def at_succession(self, chunks: list[Chunk], at: int) -> None:
        """A name of two words or more after a word for somebody's successor or predecessor: ``তাঁর উত্তরসূরি আলঁ বেরসে``."""
        first = succeeding(chunks, at)
        last = self._names.extent(chunks, first) if first < len(chunks) else first
        if last - first > 1 and chunks[first].kind == "word":
            self._identification.name(chunks, first, last, chunks[at])

    def introduced(self, chunks: list[Chunk], at: int) -> None:
        """``মরক্কোর প্রধানমন্ত্রীদের মধ্যে A B``, ``…; তিনি A B``: a name of two words or more, where only one can stand."""
        first = at + 1
        last = self._names.extent(chunks, first) if at and first < len(chunks) else first
        if last - first < 2 or chunks[first].kind != "word":
            return
        before = chunks[at - 1]
        if "between" in chunks[at].senses:
            named = before.kind == "office" and before.plural and before.own == "Gen"
        else:
            named = before.kind == "mark" and (last == len(chunks) or chunks[last].text == "।")
        if named:
            self._identification.name(chunks, first, last, chunks[at])

    def _list(self, chunks: list[Chunk], at: int) -> None:
        """``ব্রাজিলের রাষ্ট্রপতিগণ: A (২৭ জানুয়ারি ১৯৮৯), B (নভেম্বর ১৯৯৬)``: names in a list that an office opens."""
        office, state = office_of(chunks, at), state_before(chunks, at)
        i, depth = at + 2, 0
        fresh = True
        while i < len(chunks):
            depth += {"(": 1, ")": -1}.get(chunks[i].text, 0)
            if not depth and fresh and chunks[i].kind != "person":
                last = self._names.extent(chunks, i)
                if last > i:
                    self._identification.name(chunks, i, last, chunks[at])
            if not depth and fresh and chunks[i].kind == "person" and (entity := chunks[i].entity):
                known = self._met.meet(entity, chunks[i].text.split())
                known.country = known.country or state
                self._met.add(known, office)
            fresh = chunks[i].text in {",", ";"} or "and" in chunks[i].senses
            i += 1

    def _single(self, chunks: list[Chunk], at: int) -> bool:
        """Whether one unknown word after an office title is a name: known, cut by a case, or before a place or date."""
        stem, case = self._names.cut(chunks, at + 1)
        if case != "Nom" or self._identification.is_part(stem):
            return True
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        if following is not None and following.text == "." and self._names.joins(chunks[at]):
            return False  # মো. before a name that is known
        return (
            following is None
            or following.kind in {"city", "country", "date", "mark"}
            or not following.senses.isdisjoint({"visit", "visit.go", "visit.kind", "and", "also"})
        )

    def _before_office(self, chunks: list[Chunk], at: int) -> None:
        """A name of two words or more that an office follows in apposition, or with the word for holding it."""
        last = at
        while last and at - last < QUALIFIED and chunks[last - 1].kind == "word" and chunks[last - 1].own == "Nom":
            last -= 1
        if last and chunks[last - 1].kind == "country" and chunks[last - 1].case == "Gen":
            last -= 1
        else:
            last = at
        while last and "tenure" in chunks[last - 1].senses:
            last -= 1
        if last and chunks[last - 1].text in {",", "("}:
            last -= 1
            following = chunks[at + 1] if at + 1 < len(chunks) else None
            closed = following is None or following.kind in {"country", "city", "date", "mark"}
            if not closed:
                return
        elif last != at or at + 1 >= len(chunks) or not holds(chunks[at + 1]):
            return
        first = last
        while first and self._names.nameable(chunks[first - 1]) and chunks[first - 1].own == "Nom":
            first -= 1
        if 1 < last - first <= 5 and self._names.extent(chunks, first) == last:
            self._identification.name(chunks, first, last, chunks[at])

    def take_initials(self, chunks: list[Chunk]) -> None:
        """``মন্ত্রী এ কে আব্দুল মোমেন``: initials between a title and a name belong to the name."""
        at = len(chunks) - 1
        while at > 0:
            first = at
            while chunks[at].kind == "person" and first:
                dotted = chunks[first - 1].text == "." and first > 1  # রাষ্ট্রপতি মো. আবদুল হামিদ
                head = chunks[first - 1 - dotted]
                if not (self._names.initial(head) or (dotted and self._names.joins(head))):
                    break
                first -= 1 + dotted
            before = chunks[first - 1] if first else None
            if first < at and before is not None and before.kind == "office" and before.own == "Nom":
                chunks[at].start = chunks[first].start
                del chunks[first:at]
                at = first
            at -= 1
