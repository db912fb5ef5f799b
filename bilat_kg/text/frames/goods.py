"""Lists of goods: the runs of words between commas and conjunctions, and what English calls them."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.flow import IN, OUT
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.lexicon import lexicon
from bilat_kg.text.transliteration import romanize

TRIGGERS = OUT | IN | {"flow.take", "flow.go", "flow.come", "flow.give", "flow.land"}
_SEPARATES = frozenset({",", ";", ":"})
_TIES = frozenset({"-", "–"})
_LONGEST_ITEM = 5
_LONGEST_STRANGE = 3
# What stands with goods and is none: links, and whose, for whom and to whom they are.
_BESIDE = frozenset(
    {
        "goods.not",
        "goods.besides",
        "also",
        "pair",
        "but",
        "contrast",
        "flow.of_it",
        "flow.dealer",
        "flow.need",
        "people.for",
    }
)
_STRANGE = frozenset({"goods.not", "goods.list", "good"})


@dataclass(frozen=True, slots=True)
class Item:
    """One sort of goods; ``known``: the language data names it.

    ``parts`` is what English calls it, word by word, or the word itself where the language data does not say.
    """

    words: str
    parts: tuple[str, ...]
    known: bool

    @property
    def english(self) -> str:
        """What English calls it, the other words in Latin letters."""
        return " ".join([part if part.isascii() else romanize(part).lower() for part in self.parts])


def listed(scene: Scene, chunks: list[Chunk], start: int, end: int, backwards: bool = False) -> list[Item]:
    """The goods between separators in ``chunks[start:end]``; read backwards, what stands before the list ends it."""
    tied = lexicon(scene.lang).tied
    groups: list[list[int]] = [[]]
    earlier: list[list[int]] = []
    depth = 0
    for i in range(start, end):
        chunk = chunks[i]
        depth += (chunk.text == "(") - (chunk.text == ")")
        if depth or chunk.text == ")":
            continue
        ties = not chunk.senses.isdisjoint({"and", "also"}) and "good" not in chunk.senses
        pair = chunk.text in _TIES and start < i < end - 1
        if pair and "good" in chunks[i - 1].senses and "good" in chunks[i + 1].senses:
            ties = True  # গরু-ভেড়া
        if chunk.text in _SEPARATES or ties:
            groups.append([])
        elif chunk.kind == "mark":
            continue
        elif not backwards and len(groups) > 1 and not groups[-1] and origin_of(chunks, i, end):
            continue  # চা, নেপালি কাগজ ও পশমিনা
        elif "with" in chunk.senses and i > start and chunks[i - 1].text == "," and len(groups) > 1:
            groups.append([])  # তৈরি পোশাক, সঙ্গে কিছু চামড়া
        elif is_role(chunk) or _deals(chunks, i):
            if chunk.kind == "office" and len(groups) > 1 and not groups[-1]:
                groups = [*groups[:-2], []]  # তেল ও গ্যাসমন্ত্রী: of that title
            if backwards:
                if any("good" in chunks[j].senses for group in groups for j in group):
                    earlier = groups  # যে চাল ও ডাল ভারত পাঠায়: the subject stands after the list
                groups = [[]]
            elif any(groups):
                break
        else:
            groups[-1].append(i)
            if chunk.text in tied:
                groups.append([])  # গমসহ নিত্যপণ্যের পাশাপাশি তুলা
    if not any("good" in chunks[j].senses for group in groups for j in group):
        groups = earlier or groups
    items = [item for group in groups if group and (item := _item(scene, chunks, group)) is not None]
    return list({item.words: item for item in items}.values())


_ENDS = TRIGGERS | {"which", "between", "from", "with", "flow.whence", "country_noun"}
_ROLES = frozenset(
    {"country", "city", "date", "verb", "person", "office", "amount", "number", "currency", "organization"}
)


def is_role(chunk: Chunk) -> bool:
    """Chunks that name states, times or acts, and so stand outside a list of goods."""
    return chunk.kind in _ROLES or not chunk.senses.isdisjoint(_ENDS) or {"good", "matter"} <= chunk.senses  # ফলে


def origin_of(chunks: list[Chunk], at: int, end: int) -> bool:
    """An adjective of a state inside a list of goods: whose they are called."""
    return chunks[at].adjective and at + 1 < end and "good" in chunks[at + 1].senses


def _deals(chunks: list[Chunk], at: int) -> bool:
    """``কেনীয় ব্যবসায়ীরা চা …``: who deals for the state right before stands outside the list."""
    return "flow.dealer" in chunks[at].senses and at > 0 and chunks[at - 1].kind == "country"


def _item(scene: Scene, chunks: list[Chunk], group: list[int]) -> Item | None:
    """One kind of goods: what its words are called, in English by the data or by transliteration."""
    if any("goods.firm" in chunks[i].senses for i in group):
        return None  # X গ্রুপ: who buys them
    group = [i for i in group if chunks[i].senses.isdisjoint(_BESIDE)]
    while (
        group
        and not chunks[group[0]].senses.isdisjoint({"goods.list", "flow.market"})
        and "good" not in chunks[group[0]].senses
    ):
        group = group[1:]
    group = _bare(chunks, group)
    if len(group) > 1 and group[0] and chunks[group[0] - 1].kind == "number" and _loads(chunks, group):
        group = group[1:]  # ২৯ ট্রাক পেঁয়াজ
    if (
        not group
        or len(group) > _LONGEST_ITEM
        or all("goods.list" in chunks[i].senses and "good" not in chunks[i].senses for i in group)
    ):
        return None
    tied = lexicon(scene.lang).tied
    words = " ".join(tied.get(chunks[i].text, chunks[i].text) for i in group)
    goods = scene.goods
    if words in goods:
        return Item(words, (goods[words],), known=True)
    known = "good" in chunks[group[-1]].senses
    named = [i for i in group if chunks[i].text in goods] if known else group  # প্রিমিয়াম চা is tea
    return Item(words, tuple([goods.get(chunks[i].text) or chunks[i].text.lower() for i in named or group]), known)


def _loads(chunks: list[Chunk], group: list[int]) -> bool:
    """Whether the first of some words counts how many loads there are of the goods behind it."""
    return "good" in chunks[group[0]].senses and chunks[group[0]].own == "Nom" and "good" in chunks[group[1]].senses


def _bare(chunks: list[Chunk], group: list[int]) -> list[int]:
    """The words of goods without those that say where they were (ট্রলারে), or that they are goods (পাট পণ্য)."""
    if not any("good" in chunks[i].senses for i in group):
        return group
    if any("good" in chunks[i].senses and chunks[i].own == "Nom" for i in group):
        group = [i for i in group if chunks[i].own != "Loc"]  # জ্বালানি বিমানে আসে
    return [
        i
        for i in group
        if not chunks[i].senses.isdisjoint({"good", "flow.reverse"})
        or (chunks[i].own not in {"Loc", "Abl"} and not (i == group[-1] and "goods.list" in chunks[i].senses))
    ]


def all_strange(chunks: list[Chunk], first: int, end: int) -> bool:
    """Whether a list holds but words that no rule knows, three an item at most: in a slot of goods, goods they are."""
    length = 0
    for i in range(first, end):
        chunk = chunks[i]
        if chunk.text in _SEPARATES or "and" in chunk.senses:
            length = 0
        elif chunk.kind == "word" and chunk.senses <= _STRANGE and chunk.own in {"Nom", "Gen"}:
            length += "goods.not" not in chunk.senses
        elif chunk.text not in {"।", "(", ")"}:
            return False
        if length > _LONGEST_STRANGE:
            return False
    return chunks[end - 1].own != "Gen"
