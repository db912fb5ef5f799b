"""Numbers: digits of both scripts, words, Indian and Western scales, and what makes them approximate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bilat_kg.text.values.lexicon import Case, Kind, Lexicon
from bilat_kg.text.values.view import View, digit_ending, is_digits

_ZERO = Decimal(0)
_THOUSAND = Decimal(1000)
_LONGEST = 20  # digits and commas; what is longer is no quantity


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in the text, ``tokens[start:end]``, with its classifier and the words that make it approximate.

    ``kind`` is ``count`` where it may count things or people; any other kind must not be taken for a count.
    ``scaled``: a scale (লাখ, million) belongs to it, so it may as well be an amount of money.
    ``classifier``: a classifier (টি, জন) is written, so it certainly counts. ``upper`` is the upper end of a range.
    ``bare_year``: the same digits stand in a ``DateMention`` that only its place speaks for.
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


class Reading(NamedTuple):
    """A number that was read: the word after it, its value, and what belongs to it."""

    end: int
    value: Decimal
    scale: Decimal | None = None
    approximate: bool = False
    classifier: bool = False
    case: Case = "Nom"
    closed: bool = False  # an ending or a classifier ends it: no scale and no currency may follow


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


def read_number(view: View, lexicon: Lexicon, at: int) -> Reading | None:
    """The longest number that begins at word ``at``, without words around it that make it approximate."""
    words = view.words
    first = _atom(view, lexicon, at)
    if first is None:
        return _scale_first(view, lexicon, at)
    end, value, closed = first
    if closed is not None:
        return closed
    total = largest = _ZERO
    last: Decimal | None = None
    while True:
        word = words[end]
        scale = lexicon.scales.get(word)
        if scale is None or (last is not None and scale.value >= last):
            about = lexicon.about_scales.get(word)
            if about is not None and (last is None or about < last):  # ৪০ লক্ষাধিক
                return Reading(end + 1, total + value * about, max(about, largest), approximate=True, closed=True)
            break
        term, size = value * scale.value, scale.value
        end += 1
        case, open_form = scale.case, scale.bare
        while open_form and (more := lexicon.scales.get(words[end])) is not None and more.value > size:
            total, term, size = (total + term) * more.value, _ZERO, more.value  # হাজার কোটি
            end += 1
            case, open_form = more.case, more.bare
        total += term
        last, largest = size, max(size, largest)
        if not open_form:
            return Reading(end, total, largest, case=case, closed=True)
        following = _atom(view, lexicon, end)
        if following is None or view.glued[end]:
            return Reading(end, total, largest)
        next_end, next_value, next_closed = following
        if next_closed is not None:
            if next_closed.value < last and next_closed.value < _THOUSAND and next_closed.classifier:
                return next_closed._replace(value=total + next_closed.value, scale=largest)
            return Reading(end, total, largest)
        next_scale = lexicon.scales.get(words[next_end]) or lexicon.about_scales.get(words[next_end])
        if next_scale is None:
            if _remainder(view, lexicon, next_end, next_value, last):
                return Reading(next_end, total + next_value, largest)
            return Reading(end, total, largest)
        if (next_scale if isinstance(next_scale, Decimal) else next_scale.value) >= last:
            return Reading(end, total, largest)
        value = next_value
        end = next_end
    if last is not None:
        return Reading(end, total, largest)
    if value >= 100 and not is_digits(words[at]):  # একশ পঁচিশ, উনিশশ একাত্তর
        rest = lexicon.words.get(words[end])
        if rest is not None and rest < 100:
            return Reading(end + 1, value + rest)
    return Reading(end, value)


def _atom(view: View, lexicon: Lexicon, at: int) -> tuple[int, Decimal, Reading | None] | None:
    """One number without scale: digits, a word, or a shifted number; closed where it counts by its own form."""
    word = view.words[at]
    if is_digits(word):
        value = digits_value(word)
        return None if value is None else (at + 1, value, None)
    value = lexicon.words.get(word)
    if value is None:
        value = lexicon.fractions.get(word)
    if value is not None:
        return at + 1, value, None
    shift = lexicon.shifts.get(word)
    if shift is not None:
        after = view.words[at + 1]
        value = digits_value(after) if is_digits(after) else lexicon.words.get(after)
        if value is not None:
            return at + 2, value + shift, None
        if after in lexicon.scales and abs(shift) != Decimal("0.5"):  # সওয়া লাখ, পৌনে এক লাখ without এক
            return at + 1, 1 + shift, None
        return None
    counted = lexicon.counted.get(word)
    if counted is None:
        return None
    reading = Reading(
        at + 1,
        counted.value,
        approximate=counted.approximate,
        classifier=counted.classifier,
        case=counted.case,
        closed=True,
    )
    return at + 1, counted.value, reading


def _scale_first(view: View, lexicon: Lexicon, at: int) -> Reading | None:
    """A number that begins with its scale: হাজার তিনেক, লাখখানেক, লাখ খানেক, শতাধিক, হাজার কোটি."""
    words = view.words
    about = lexicon.about_scales.get(words[at])
    if about is not None:
        return Reading(at + 1, about, about, approximate=True, closed=True)
    scale = lexicon.scales.get(words[at])
    if scale is None or not scale.bare:
        return None
    after = words[at + 1]
    if after in lexicon.about_one:
        return Reading(at + 2, scale.value, scale.value, approximate=True, closed=True)
    so_many = lexicon.so_many.get(after)
    if so_many is not None:
        return Reading(at + 2, scale.value * so_many, scale.value, approximate=True, closed=True)
    larger = lexicon.scales.get(after)
    if larger is not None and larger.value > scale.value:
        value = scale.value * larger.value
        return Reading(at + 2, value, larger.value, approximate=True, case=larger.case, closed=not larger.bare)
    return None


def _remainder(view: View, lexicon: Lexicon, end: int, value: Decimal, last: Decimal) -> bool:
    """Whether a number after a scale is its rest (২ হাজার ৫০০) and not the beginning of a date (২ হাজার ৫ মে)."""
    word = view.words[end]
    return (
        value < last
        and value < _THOUSAND
        and value == int(value)
        and word not in lexicon.months
        and word not in lexicon.date_words
        and word not in lexicon.conjunctions
        and word not in lexicon.dashes
        and word not in lexicon.to
        and not (view.glued[end] and word in lexicon.day_endings)
        and not (view.glued[end] and word not in lexicon.classifiers and word[0].isalpha())
    )


def approximate_before(view: View, lexicon: Lexicon, at: int) -> int:
    """Where a number that begins at ``at`` begins with the word before it that makes it approximate; else ``at``."""
    if at > 0 and view.words[at - 1] in lexicon.approximate_before:
        return at - 1
    return at


def approximate_after(view: View, lexicon: Lexicon, end: int) -> int:
    """Where a number that ends at ``end`` ends with the word after it that makes it approximate; else ``end``."""
    word = view.words[end]
    if word in lexicon.approximate_after:
        return end + 1
    after, form = digit_ending(view, lexicon, end)
    if form is not None and view.words[after] in lexicon.approximate_after:
        return after + 1
    return end


def stands_alone(view: View, lexicon: Lexicon, at: int) -> bool:
    """Whether the number at ``at`` is one of its own, and no part of a name nor a list mark (জি৭, তের-পেত্রোসিয়ান)."""
    words, glued = view.words, view.glued
    if not is_digits(words[at]):
        joined = words[at + 1] in lexicon.dashes and glued[at + 1] and glued[at + 2]
        return not joined or words[at + 2] in lexicon.not_counts or words[at + 2] in lexicon.words
    if glued[at] and at > 0:
        before = words[at - 1]
        if before[-1].isalpha() or before[-1] in "ািীুূৃেৈোৌ্ংঃঁ়_#/":
            return False
        if before in lexicon.dashes and glued[at - 1] and at > 1 and not is_digits(words[at - 2]):
            return words[at - 2] in ")]”\"'’»"
    if len(words[at]) <= 2:
        after = words[at + 1]
        if after == ")" and at > 0 and words[at - 1] == "(":
            return False
        if after in {".", ")", "।"} and (at == 0 or words[at - 1] in {"\n", "*", "#"}):
            return False
    return True


def read_count(view: View, lexicon: Lexicon, at: int, reading: Reading) -> tuple[int, NumberMention] | None:
    """The mention that a number makes with its classifier, its endings and the words around it; the word after it."""
    words, glued = view.words, view.glued
    end, value, _, approximate, classifier, case, closed = reading
    scaled = reading.scale is not None
    kind: Kind = "count"
    upper: Decimal | None = None
    if not closed:
        word = words[end]
        if glued[end] and word in lexicon.ordinal_endings:
            return end + 1, _mention(view, at, end + 1, value, kind="ordinal")
        joint = word in lexicon.dashes or word in lexicon.to
        if joint and (second := read_number(view, lexicon, end + 1)) is not None:
            kind, upper, end, closed, case = "range", second.value, second.end, second.closed, second.case
            classifier = second.classifier
            if second.scale is not None and not scaled:
                value, scaled = value * second.scale, True
            word = words[end]
        form = None if closed else lexicon.classifiers.get(word)
        if form is not None:
            classifier, case, end, closed = True, form.case, end + 1, True
        elif not closed:
            after, ending = digit_ending(view, lexicon, end)
            if ending is not None:
                end, case = after, ending.case
            elif glued[end] and (word[0].isalpha() or is_digits(word)):
                return None
    other = _other_kind(view, lexicon, end)
    if other is not None and kind == "count" and not classifier:
        kind = other
    elif words[at] in lexicon.words and not classifier and not scaled and value == 1:
        return None  # এক on its own is an article more often than a number
    elif not scaled and not classifier and words[end - 1] in lexicon.words and kind == "count" and value == 9:
        return None  # নয় on its own is a negation
    start = approximate_before(view, lexicon, at)
    tail = approximate_after(view, lexicon, end)
    approximate = approximate or start < at or tail > end
    return tail, _mention(view, start, tail, value, approximate, kind, scaled, classifier, case, upper)


def _other_kind(view: View, lexicon: Lexicon, end: int) -> Kind | None:
    word = view.words[end]
    if word in lexicon.dashes:
        word = view.words[end + 1]
        return "fraction" if lexicon.not_counts.get(word) == "fraction" else None
    if word in lexicon.units:
        return "duration" if lexicon.units[word].value not in {"date", "time"} else None
    return lexicon.not_counts.get(word)


def _mention(
    view: View,
    start: int,
    end: int,
    value: Decimal,
    approximate: bool = False,
    kind: Kind = "count",
    scaled: bool = False,
    classifier: bool = False,
    case: Case = "Nom",
    upper: Decimal | None = None,
) -> NumberMention:
    first, last = view.span(start, end)
    return NumberMention(first, last, plain(value), approximate, kind, scaled, classifier, case, upper)


def plain(value: Decimal) -> Decimal:
    """``value`` without trailing zeros and without an exponent: ``28100000``, not ``2.81E+7``."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
