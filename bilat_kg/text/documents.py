"""Articles as spaCy documents, for who goes on in spaCy: our tokens, and what was read, in ``doc.spans``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from bilat_kg.model import Reading
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.tokens import tokenize


@cache
def blank(lang: str) -> Language:
    """SpaCy's blank pipeline of the language ``lang`` with our tokeniser, made once."""
    nlp = spacy.blank(lang)
    nlp.tokenizer = Tokenizer(nlp.vocab)
    return nlp


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


def annotate(doc: Doc, scene: Scene, reading: Reading) -> Doc:
    """Show what was read on the spaCy document, in ``doc.spans``: ``sentences``, ``mentions`` and ``facts``."""

    def spans(offsets: Sequence[tuple[int, int, str]]) -> list[Span]:
        return [span for s, e, label in offsets if (span := doc.char_span(s, e, label, alignment_mode="expand"))]

    doc.spans["sentences"] = spans([(s.start, s.end, "sentence") for s in scene.sentences])
    doc.spans["mentions"] = spans([(m.start, m.end, m.entity.kind) for m in reading.mentions])
    doc.spans["facts"] = spans([(e.start, e.end, fact.type) for fact in reading.facts for e in fact.evidence])
    return doc
