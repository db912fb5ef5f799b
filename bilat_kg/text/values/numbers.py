"""Numbers: digits of both scripts, words, Indian and Western scales, and what makes them approximate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from bilat_kg.text.values.endings import Case
from bilat_kg.text.values.lexicon import Lexicon
from bilat_kg.text.values.view import View, is_digits

_ZERO = Decimal(0)
_THOUSAND = Decimal(1000)
_HALF = Decimal("0.5")
_LONGEST = 20  # digits and commas; what is longer is no quantity
_YEAR = 4  # digits
_LONG_DASH = "—"


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that was read: the word after it, its value, and what belongs to it.

    ``scale`` is the largest scale that was written. ``closed``: an ending or a classifier ends it.
    """

    end: int
    value: Decimal
    scale: Decimal | None = None
    approximate: bool = False
    classifier: bool = False
    case: Case = "Nom"
    closed: bool = False


@lru_cache(maxsize=4096)
def digits_value(word: str) -> Decimal | None:
    """The value of a number token, ``None`` where its commas make no groups (২০১৪,২০১৫) or it has two points."""
    if len(word) > _LONGEST:
        return None
    if "," in word:
        whole, point, rest = word.partition(".")
        groups = whole.split(",")
        if "," in rest or "." in rest or len(groups[-1]) != 3 or not 1 <= len(groups[0]) <= 3:
            return None
        if any(len(group) not in (2, 3) for group in groups[1:-1]):
            return None
        word = "".join(groups) + point + rest
    elif word.count(".") > 1:
        return None
    return Decimal(word)


@lru_cache(maxsize=4096)
def plain(value: Decimal) -> Decimal:
    """``value`` without trailing zeros and without an exponent: ``28100000``, not ``2.81E+7``."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()


class Numbers:
    """Reads the numbers of one text. Several readers ask for the same one, so each is read once."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self._view = view
        self._lexicon = lexicon
        self._known: dict[int, Reading | None] = {}

    def read(self, at: int) -> Reading | None:
        """The longest number that begins at word ``at``, without words around it that make it approximate."""
        if at not in self._known:
            self._known[at] = self._read(at)
        return self._known[at]

    def _read(self, at: int) -> Reading | None:
        words, scales = self._view.words, self._lexicon.scales
        atom = self._atom(at)
        if atom is None:
            return self._scale_first(at)
        if atom.closed:
            return self._many(atom)
        value, end = atom.value, atom.end
        total = largest = _ZERO
        last: Decimal | None = None  # the scale that was read last
        done: Reading | None = None  # what is read for certain
        multiplied = False  # a scale has taken all that stood before it
        while True:
            scale = scales.get(words[end])
            if scale is None:
                about = self._lexicon.about_scales.get(words[end])
                if about is not None and (last is None or about < last):  # ৪০ লক্ষাধিক
                    return Reading(end + 1, total + value * about, max(about, largest), approximate=True, closed=True)
                if done is None or last is None:
                    return self._unscaled(at, atom)
                return Reading(end, total + value, largest) if self._rest(end, value, last) else done
            if last is not None and done is not None and scale.value >= last:
                if value >= last or scale.value == last or multiplied:
                    return done
                value, total, multiplied = total + value, _ZERO, True  # ১ হাজার ২০০ কোটি
            total += value * scale.value
            last, largest, end = scale.value, max(scale.value, largest), end + 1
            while scale.bare and (more := scales.get(words[end])) is not None and more.value > last:
                total, last, largest, end = total * more.value, more.value, more.value, end + 1  # হাজার কোটি
                scale, multiplied = more, True
            done = Reading(end, total, largest, case=scale.case, closed=not scale.bare)
            following = None if done.closed or self._view.glued[end] else self._atom(end)
            if following is None:
                return done
            if following.closed:
                if following.classifier and following.value < min(last, _THOUSAND):  # দুই হাজার পাঁচজন
                    return replace(following, value=total + following.value, scale=largest)
                return done
            value, end = following.value, following.end

    def _unscaled(self, at: int, atom: Reading) -> Reading:
        """A number without scale; hundreds in one word take tens (একশ পঁচিশ, উনিশশ একাত্তর)."""
        words = self._view.words
        if atom.value >= 100 and not is_digits(words[at]):
            rest = self._lexicon.words.get(words[atom.end])
            if rest is not None and rest < 100:
                return Reading(atom.end + 1, atom.value + rest)
        return atom

    def _many(self, atom: Reading) -> Reading:
        """A number closed by its form, or what a scale makes of it (শতাধিক কোটি)."""
        scale = self._lexicon.scales.get(self._view.words[atom.end])
        if scale is None or not atom.approximate or atom.value >= scale.value:
            return atom
        return Reading(
            atom.end + 1, atom.value * scale.value, scale.value, approximate=True, case=scale.case, closed=True
        )

    def _atom(self, at: int) -> Reading | None:
        """One number without scale: digits, a word, or a shifted number; closed where it counts by its own form."""
        words, lexicon = self._view.words, self._lexicon
        word = words[at]
        value = self._single(word)
        if value is None:
            value = lexicon.fractions.get(word)
        elif words[at + 1] in lexicon.decimal_points:  # ৩ দশমিক ২৫
            decimals = words[at + 2] if is_digits(words[at + 2]) else str(lexicon.words.get(words[at + 2], "-"))
            if decimals.isdigit() and len(decimals) <= 6 and value == value.to_integral_value():
                return Reading(at + 3, value + Decimal(f"0.{decimals}"))
        if value is not None:
            return Reading(at + 1, value)
        shift = lexicon.shifts.get(word)
        if shift is not None:
            value = self._single(words[at + 1])
            if value is not None:
                hundreds = value >= 100 and not is_digits(words[at + 1])  # সাড়ে পাঁচশ
                return Reading(at + 2, value + shift * (100 if hundreds else 1))
            return Reading(at + 1, 1 + shift) if words[at + 1] in lexicon.scales and abs(shift) < _HALF else None
        counted = lexicon.counted.get(word)
        if counted is None:
            return None
        value, case, classifier, approximate = counted.value, counted.case, counted.classifier, counted.approximate
        return Reading(at + 1, value, None, approximate, classifier, case, closed=True)

    def _single(self, word: str) -> Decimal | None:
        return digits_value(word) if is_digits(word) else self._lexicon.words.get(word)

    def _scale_first(self, at: int) -> Reading | None:
        """A number that begins with its scale: হাজার তিনেক, লাখখানেক, লাখ খানেক, হাজার কোটি."""
        words, lexicon = self._view.words, self._lexicon
        about = lexicon.about_scales.get(words[at])
        if about is not None:
            return Reading(at + 1, about, about, approximate=True, closed=True)
        after = words[at + 1]
        if words[at] in lexicon.about_counters and (some := lexicon.so_many.get(after)) is not None:
            return Reading(at + 2, some, None, approximate=True, classifier=True, closed=True)  # জনা চল্লিশেক
        scale = lexicon.scales.get(words[at])
        if scale is None or not scale.bare:
            return None
        tied = 1 if after in lexicon.dashes and self._view.glued[at + 1] else 0  # শ-পাঁচেক
        times = Decimal(1) if after in lexicon.about_one else lexicon.so_many.get(words[at + 1 + tied])
        if times is not None:
            return Reading(at + 2 + tied, scale.value * times, scale.value, approximate=True, closed=True)
        larger = lexicon.scales.get(after)
        bare = lexicon.words.get(after)
        if bare is not None and 1 < bare < 100 and words[at + 2] not in lexicon.scales:  # হাজার কুড়ি
            return Reading(at + 2, scale.value * bare, scale.value, approximate=True, closed=True)
        if larger is None or larger.value <= scale.value:
            return None
        value = scale.value * larger.value
        return Reading(at + 2, value, larger.value, approximate=True, case=larger.case, closed=not larger.bare)

    def _rest(self, end: int, value: Decimal, last: Decimal) -> bool:
        """Whether a number after a scale is its rest (২ হাজার ৫০০) and not the beginning of a date (২ হাজার ৫ মে)."""
        lexicon, word = self._lexicon, self._view.words[end]
        if value >= min(last, _THOUSAND) or value != value.to_integral_value():
            return False
        if self._view.glued[end]:
            if word in lexicon.dashes and self._view.digit_ending(lexicon, end)[1] is not None:
                return True  # ৬ হাজার ৪৭৫-এ
            return word in lexicon.classifiers or not (word[0].isalpha() or word in lexicon.dashes)
        return not (
            word in lexicon.months
            or word in lexicon.date_words
            or word in lexicon.conjunctions
            or word in lexicon.dashes
            or word in lexicon.to
        )

    def before(self, at: int) -> int:
        """Where a number at ``at`` begins, with the word before it that makes it approximate; else ``at``."""
        return at - 1 if at > 0 and self._view.words[at - 1] in self._lexicon.approximate_before else at

    def past_approximate(self, at: int) -> int:
        """The word after one at ``at`` that makes the number behind it approximate; else ``at``."""
        return at + 1 if self._view.words[at] in self._lexicon.approximate_before else at

    def after(self, end: int) -> int:
        """Where a number that ends at ``end`` ends with the word after it that makes it approximate; else ``end``."""
        words, lexicon = self._view.words, self._lexicon
        after, _ = self._view.digit_ending(lexicon, end)
        if words[after] in lexicon.approximate_fillers:
            after += 1
        return after + 1 if words[after] in lexicon.approximate_after else end

    def joint(self, at: int) -> bool:
        """Whether the word at ``at`` joins two numbers to a range: a dash, থেকে, or a stroke glued to both (৫/৬ জন)."""
        word, glued = self._view.words[at], self._view.glued
        if word in self._lexicon.dashes or word in self._lexicon.to:
            return True
        return word in self._lexicon.slashes and glued[at] and glued[at + 1]

    def labels(self, at: int, end: int) -> bool:
        """Whether digits before a long dash, or one that stands apart, are the year of a line: ``২০২১ — ১৩০০ কোটি``."""
        words, glued, lexicon = self._view.words, self._view.glued, self._lexicon
        if words[end] not in lexicon.dashes or end != at + 1:
            return False
        if (glued[end] or glued[end + 1]) and words[end] != _LONG_DASH:
            return False
        first = at == 0 or words[at - 1] in lexicon.line_starts or words[at - 1] in {":", ";", ","}
        if not first or not is_digits(words[at]) or len(words[at]) != _YEAR:
            return False
        following = self.read(end + 1)
        return following is not None and following.scale is not None
