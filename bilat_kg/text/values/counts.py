"""What a number says with its classifier, its endings and the words around it: of how many, roughly or exactly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from bilat_kg.text.values.endings import Case
from bilat_kg.text.values.lexicon import Kind, Lexicon
from bilat_kg.text.values.numbers import Numbers, Reading, plain
from bilat_kg.text.values.view import View, is_digits

_LONG_DASH = "—"
_VOWEL_SIGNS = "ািীুূৃেৈোৌ্ংঃঁ়"


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in the text, ``tokens[start:end]``, with its classifier and the words that make it approximate.

    ``kind`` is ``count`` where it may count things or people; any other kind must not be taken for a count.
    ``scaled``: a scale (লাখ, million) belongs to it, so it may as well be an amount of money.
    ``classifier``: a classifier (টি, জন) is written, so it certainly counts. ``upper`` is the upper end of a range;
    a fraction has its numerator for value. ``bare_year``: the same digits stand in a ``DateMention`` that only its
    place speaks for.
    """

    start: int
    end: int
    value: Decimal
    approximate: bool = False
    kind: Kind = "count"
    scaled: bool = False
    classifier: bool = False
    case: Case = "Nom"
    upper: Decimal | None = None
    bare_year: bool = False


class Counts:
    """Makes the mentions of the numbers of one text."""

    def __init__(self, view: View, lexicon: Lexicon, numbers: Numbers) -> None:
        self._view = view
        self._lexicon = lexicon
        self._numbers = numbers

    def stands_alone(self, at: int) -> bool:
        """Whether the number at ``at`` is one of its own, no part of a name nor a list mark (জি৭, তের-পেত্রোসিয়ান)."""
        words, glued, lexicon = self._view.words, self._view.glued, self._lexicon
        if not is_digits(words[at]):
            joined = words[at + 1] in lexicon.dashes and glued[at + 1] and glued[at + 2]
            behind = words[at + 2]
            return not joined or any(behind in known for known in (lexicon.not_counts, lexicon.words, lexicon.so_many))
        if glued[at] and at > 0:
            before = words[at - 1]
            if before[-1].isalpha() or before[-1] in _VOWEL_SIGNS or before in {"_", "#", "/"}:
                return False
            if before == _LONG_DASH:
                return True  # রুশরা—৬৩ লাখ
            if before in lexicon.dashes and glued[at - 1] and at > 1 and not is_digits(words[at - 2]):
                return words[at - 2] in lexicon.closing
        if len(words[at]) <= 2:
            after = words[at + 1]
            if after == ")" and at > 0 and words[at - 1] == "(":
                return False
            if after in lexicon.list_marks and (at == 0 or words[at - 1] in lexicon.line_starts):
                return False
        return True

    def count(self, at: int, reading: Reading, ranges: bool = True) -> tuple[int, NumberMention] | None:
        """The mention that a number makes with its classifier, its endings and the words around it; the word after it.

        ``ranges``: a second number behind থেকে or a dash may be its upper end.
        """
        lexicon, end = self._lexicon, reading.end
        upper: Decimal | None = None
        if not reading.closed:
            if self._ordinal(end):
                start, stop = self._view.span(at, end + 1)
                return end + 1, NumberMention(start, stop, plain(reading.value), kind="ordinal")
            second = (
                self._numbers.read(end + 1)
                if ranges and self._numbers.joint(end) and not self._numbers.labels(at, end)
                else None
            )
            if second is not None and self._view.words[second.end] in lexicon.year_words:
                second = None  # দুই লাখ থেকে ১৯৬২ সালে তিন লাখে
            if second is not None:
                reading, upper = self._range(reading, second), plain(second.value)
            if not reading.closed:
                closed = self._close(reading)
                if closed is None:
                    return None
                reading = closed
        end, scale, classifier = reading.end, reading.scale, reading.classifier
        kind: Kind = "count" if upper is None else "range"
        if upper is None:
            other = self._other_kind(at, end)
            if other is not None and (not classifier or other == "measure"):
                kind = other
            elif scale is None and not classifier and self._view.words[end - 1] in lexicon.doubtful:
                return None
        begin, tail = self._numbers.before(at), self._numbers.after(end)
        approximate = reading.approximate or begin < at or tail > end
        start, stop = self._view.span(begin, tail)
        value, scaled, case = plain(reading.value), scale is not None, reading.case
        return tail, NumberMention(start, stop, value, approximate, kind, scaled, classifier, case, upper)

    def _ordinal(self, at: int) -> bool:
        word = self._view.words[at]
        if word not in self._lexicon.ordinal_endings:
            return False
        return self._view.glued[at] or word in self._lexicon.ordinals_apart

    def _range(self, first: Reading, second: Reading) -> Reading:
        """The lower end of a range, ended where its upper end does; it shares the scale of the upper one."""
        if second.scale is None or first.scale is not None:
            return replace(second, value=first.value, scale=first.scale)
        return replace(second, value=first.value * second.scale)

    def _close(self, reading: Reading) -> Reading | None:
        """``reading`` with the classifier or ending after it; ``None`` where letters are glued to it (৩০এমকেএম)."""
        words, end = self._view.words, reading.end
        form = self._lexicon.classifiers.get(words[end])
        if form is not None:
            return replace(reading, end=end + 1, classifier=True, case=form.case)
        after, ending = self._view.digit_ending(self._lexicon, end)
        if ending is not None:
            return replace(reading, end=after, case=ending.case)
        if self._view.glued[end] and (words[end][0].isalpha() or is_digits(words[end])):
            return None
        return reading

    def _other_kind(self, at: int, end: int) -> Kind | None:
        words, lexicon = self._view.words, self._lexicon
        word = words[end]
        if word in lexicon.dashes:
            return "fraction" if lexicon.not_counts.get(words[end + 1]) == "fraction" else None
        unit = lexicon.units.get(word)
        if unit is not None:
            return "duration" if unit.value not in {"date", "time"} else None
        if at > 0 and words[at - 1] in lexicon.hours:
            return "measure"
        return lexicon.not_counts.get(word)
