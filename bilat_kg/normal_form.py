"""Unicode's normalisation form C, in which everything is stored and looked up."""

from __future__ import annotations

import re
import unicodedata

# Letters that stand in the form whatever they stand beside, but for the pairs: of Latin, Bengali and punctuation all
# but those with a form of their own. Python looks at a text with vowel signs letter by letter, fifteen times as long.
_SETTLED = re.compile(
    "[\x00-\xff\u0964\u0965\u0980-\u09d6\u09e0-\u09e3\u09e6-\u09fd\u200b-\u2027\u2030-\u205e\u20ac\u20b9\u2212]*"
)
_COMPOSING = ("\u09c7\u09be", "\u09cd\u09bc")  # ে া are ো; a nukta comes before a virama


def is_nfc(text: str) -> bool:
    """Whether the text is in normalisation form C."""
    if _SETTLED.fullmatch(text) is not None and not any(pair in text for pair in _COMPOSING):
        return True
    return unicodedata.is_normalized("NFC", text)


def nfc(text: str) -> str:
    """The text in normalisation form C."""
    if _SETTLED.fullmatch(text) is not None and not any(pair in text for pair in _COMPOSING):
        return text
    return unicodedata.normalize("NFC", text)
