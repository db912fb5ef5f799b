"""Cutting a text into tokens, once, for every later step.

spaCy's own tokeniser is quadratic on runs of punctuation and keeps ``করেন।পরে`` whole; one regular expression is linear
and splits at every danda. Its tokens carry a spaCy ``Doc`` like any other tokeniser's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

# A number keeps its inner points and commas; letters glued to it (৮ই, ২২টি, ২০১৪তে) are a token of their own.
# A word keeps its inner apostrophe (দু'দেশের). A run of one punctuation mark (=== or ''') is one token.
_TOKEN = re.compile(
    r"[০-৯0-9]+(?:[.,][০-৯0-9]+)*"
    r"|[\u0980-\u09e5\u09f0\u09f1\u09fc\u200c\u200d]+(?:['’][\u0980-\u09e5\u200c\u200d]+)*"
    r"|[^\W\d_\u0980-\u09ff]+(?:['’][^\W\d_]+)*"
    r"|\n"
    r"|(\S)\1*",
    re.DOTALL,
)
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, column by column; white space is no token, but for the line feed.

    ``word``: the token as written, without zero-width characters (which make two spellings of one word).
    ``start``, ``end``: offsets into the text. ``glued``: no white space stands before the token.
    """

    text: str
    word: list[str]
    start: list[int]
    end: list[int]
    glued: list[bool]

    def __len__(self) -> int:
        return len(self.word)


def tokenize(text: str) -> Tokens:
    """Cut ``text`` into tokens; linear in its length."""
    word: list[str] = []
    start: list[int] = []
    end: list[int] = []
    glued: list[bool] = []
    before = -1
    for match in _TOKEN.finditer(text):
        at, after = match.span()
        word.append(text[at:after])
        start.append(at)
        end.append(after)
        glued.append(at == before)
        before = -1 if text[at] == "\n" else after
    if _ZERO_WIDTH.search(text) is not None:
        word = [_ZERO_WIDTH.sub("", token) or token for token in word]
    return Tokens(text, word, start, end, glued)


class Tokenizer:
    """``tokenize`` as a spaCy tokeniser: ``nlp.tokenizer = Tokenizer(nlp.vocab)``; ``doc.text`` is the text given.

    The columns stay with the document, in ``doc.user_data["tokens"]``; white space other than a single blank after a
    token becomes a spaCy token of its own, so the two sequences are aligned by offset, not by index.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The spaCy document of ``text``."""
        tokens = tokenize(text)
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in zip(tokens.start, tokens.end, strict=True):
            if start > at:
                gap = text[at:start]
                if words and not spaces[-1] and gap[0] == " " and not words[-1].isspace():
                    spaces[-1] = True
                    gap = gap[1:]
                if gap:
                    words.append(gap)
                    spaces.append(False)
            words.append(text[start:end])
            spaces.append(False)
            at = end
        if at < len(text):
            words.append(text[at:])
            spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data["tokens"] = tokens
        return doc
