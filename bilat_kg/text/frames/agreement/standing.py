"""Agreements that were there before: what is agreed upon, changed or given up of them."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.agreement.mentions import Head


def disowned(chunks: list[Chunk], head: Head) -> bool:
    """``১৯৬০ সালের পানি চুক্তি আর মানবে না``: a state will not keep to it, which is there."""
    return any("agreement.keep" in chunk.senses and chunk.verb is not None for chunk in chunks[head.end :])


def kept_to(chunks: list[Chunk], head: Head) -> bool:
    """``সীমানা চুক্তি মানার আহ্বান``, ``চুক্তি মেনে চলতে অনুরোধ``: what is asked is to keep to one that there is."""
    behind = chunks[head.end : head.end + 2]
    keeping = bool(behind) and "agreement.keep" in behind[0].senses
    return keeping and chunks[head.at].own == "Nom" and not (behind[0].verb is not None and behind[0].verb.finite)


def there_already(chunks: list[Chunk], head: Head) -> bool:
    """``বিদ্যমান বাণিজ্য চুক্তি পর্যালোচনা করতে রাজি হয়``: what is agreed upon is to be done with one that there is."""
    return any("agreement.existing" in chunk.senses for chunk in chunks[max(head.start - 1, 0) : head.at])


def replaced_by(chunks: list[Chunk], head: Head) -> bool:
    """``মেয়াদ ফুরোনো চুক্তির বদলে … চুক্তি``: another stands in its place, and nothing says what it was about."""
    instead = head.end < len(chunks) and "agreement.instead" in chunks[head.end].senses
    return instead and not any(sense.startswith("topic.") for c in chunks[head.start : head.at] for sense in c.senses)


def original(chunks: list[Chunk], head: Head) -> bool:
    """``মূল চুক্তিটি ২০০৯ সালে সই হয়``: the one that the sentence before tells to have been changed."""
    return any("agreement.original" in chunk.senses for chunk in chunks[max(head.at - 1, 0) : head.at])


def followed_up(chunks: list[Chunk], head: Head) -> bool:
    """``স্বাক্ষরিত চুক্তিগুলোর বাস্তবায়ন``: what becomes of those signed at some time; not ``২০১১ সালে স্বাক্ষরিত …``."""
    if not head.plural or head.count is not None or chunks[head.at].own != "Gen" or head.end >= len(chunks):
        return False
    lead = chunks[max(head.start - 1, 0) : head.at]
    return "agreement.followed" in chunks[head.end].senses and not any(chunk.kind == "date" for chunk in lead)
