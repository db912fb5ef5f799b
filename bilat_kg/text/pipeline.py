"""The way of one article through the text wing: tokens, values, chunks, discourse, frames.

``load("bn").read(article)`` is all that the rest of the project needs; it works on the token columns, since loading
spaCy takes a second and making a document of it as long as cutting the text. Who goes on in spaCy takes
``load("bn").doc(article)``: a document of a blank pipeline with our tokeniser, where ``doc.spans`` shows sentences,
mentions and facts.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from bilat_kg.model import Article, Field, Mention, Reading
from bilat_kg.resources import LANG
from bilat_kg.text.chunker import Chunker
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.disambiguation import choose_entities, mend_names
from bilat_kg.text.discourse import Discourse
from bilat_kg.text.ellipsis import fill_gaps
from bilat_kg.text.frames import frames
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.gazetteer import countries
from bilat_kg.text.gluing import Gluing
from bilat_kg.text.grounds import Mentions
from bilat_kg.text.hearsay import untold
from bilat_kg.text.language import read_toml
from bilat_kg.text.lexicon import lexicon
from bilat_kg.text.namings import Namings
from bilat_kg.text.pair import Pair, find_pair
from bilat_kg.text.people import People
from bilat_kg.text.pointing import point_back, point_there
from bilat_kg.text.states import party, with_former
from bilat_kg.text.tokens import Tokens, forget, tokenize
from bilat_kg.text.values import find_values

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_YOUNG = 50_000  # objects that may be made before the collector looks at them


class Pipeline:
    """Reads articles of one language. Build it once by ``load``; it keeps nothing of the articles that it reads."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        settings = read_toml(LANG / lang / "language.toml")
        self._lexicon = lexicon(lang)
        self._namings = Namings(self._lexicon)
        self._gluing = Gluing(self._lexicon)
        self._chunker = Chunker(self._lexicon, settings["sentence_end"])
        self._asks = frozenset(settings.get("question", ()))  # a question states nothing
        self._frames = frames(lang)
        self._opened_by: dict[str, int] = {}  # by each sense, the frames that it opens, a bit each
        for number, frame in enumerate(self._frames):
            for sense in frame.rules.triggers:
                self._opened_by[sense] = self._opened_by.get(sense, 0) | 1 << number
        self._triggers = frozenset(self._opened_by)

    def read(self, article: Article, pair: Pair | None = None) -> Reading:
        """All facts, refusals and mentions of an article.

        ``pair`` names the two states where the caller knows them; by default the text tells.

        Raises:
            SourceError: the text names no state, or only one.
        """
        return self._reading(self.scene(article, tokenize(article.text), pair))

    @property
    def nlp(self) -> Language:
        """SpaCy's blank pipeline of the language, with our tokeniser."""
        from bilat_kg.text import documents  # spaCy takes a second to load

        return documents.blank(self.lang)

    def doc(self, article: Article, pair: Pair | None = None) -> Doc:
        """The article as a spaCy document: ``doc.text`` is its text, ``doc.spans`` holds what was read.

        Raises:
            SourceError: the text names no state, or only one.
        """
        from bilat_kg.text import documents  # only who asks for a document waits for spaCy

        doc = self.nlp.make_doc(article.text)
        scene = self.scene(article, doc.user_data["tokens"], pair)
        return documents.annotate(doc, scene, self._reading(scene))

    def _reading(self, scene: Scene) -> Reading:
        facts = tuple(scene.freeze(draft) for draft in self._facts(scene))
        return Reading(scene.article, facts, tuple(scene.abstentions), tuple(self.mentions(scene)))

    def scene(self, article: Article, tokens: Tokens, pair: Pair | None = None) -> Scene:
        """The article chunked, with its discourse resolved; what the frames read from."""
        tokens = self._gluing.part(tokens)
        states = pair.codes if pair else self._namings.most(tokens.word)
        everything = self._chunker.sentences(tokens, find_values(tokens, self.lang, states))
        sentences, fields = _parted(article, everything)
        if pair is None:
            pair = find_pair(sentences, article.name)
        choose_entities(everything, pair)
        mend_names(sentences, pair, self._lexicon.morphology)
        people = People(self.lang, self._lexicon, with_former(pair.codes), tokens)
        discourse = Discourse(pair)
        for sentence in sentences:
            discourse.read(sentence)
            people.read(sentence)
        people.close()
        point_back(sentences)
        point_there(sentences, pair)
        for sentence in sentences:
            fill_gaps(sentence)
        return Scene(article, self.lang, tokens, sentences, pair, fields)

    def _states(self, sentence: Sentence) -> bool:
        """Whether a sentence states anything: no question, nothing supposed, and not all of it hearsay."""
        if sentence.chunks[-1].text in self._asks or "cue.if" in sentence.senses or sentence.elsewhere:
            return False
        return not untold(sentence)

    @staticmethod
    def mentions(scene: Scene) -> Iterator[Mention]:
        """Whom and what the text of a scene names, in its order."""
        mentions = Mentions(scene.article, scene.tokens, with_former(scene.pair.codes))
        for sentence in (*scene.sentences, *(line for _, line in scene.fields)):
            yield from mentions.among(sentence.chunks)

    def _facts(self, scene: Scene) -> list[FactDraft]:
        found: list[FactDraft] = []
        opened_by = self._opened_by
        opened: list[list[Sentence]] = [[] for _ in self._frames]
        for sentence in scene.sentences:
            opens = 0
            for sense in sentence.senses & self._triggers:
                opens |= opened_by[sense]
            if opens and self._states(sentence):
                for number, sentences in enumerate(opened):
                    if opens >> number & 1:
                        sentences.append(sentence)
        for frame, sentences in zip(self._frames, opened, strict=True):
            read, rules = frame.read, frame.rules
            drafts: list[FactDraft] = []
            for sentence in sentences:
                drafts.extend(read(scene, sentence, rules))
            for each, line in scene.fields:
                drafts.extend(frame.read_field(scene, each, line, rules))
            found.extend(frame.settle(scene, drafts))
        return found


def _parted(article: Article, everything: list[Sentence]) -> tuple[list[Sentence], list[tuple[Field, Sentence]]]:
    """The sentences of the running text, and the lines of the infobox, each as one sentence with its field."""
    if article.body is None:
        return everything, []
    sentences = [each for each in everything if each.end <= article.body]
    lines = []
    for number, each in enumerate(article.infobox):
        parts = [part for part in everything if part.start < each.end and each.start < part.end]
        chunks = [chunk for part in parts for chunk in part.chunks]
        if chunks:
            lines.append((each, Sentence(len(everything) + number, each.start, each.end, chunks)))
    return sentences, lines


def sentences_of(scene: Scene) -> list[Sentence]:
    """The sentences of a scene, for those who look at a text rather than at its facts."""
    return scene.sentences


@cache
def load(lang: str) -> Pipeline:
    """The pipeline of the language ``lang``, loaded once; Python's collector of cycles waits longer from then on."""
    collecting = gc.isenabled()
    gc.disable()  # it would walk a growing lexicon again and again, of which nothing can be freed
    try:
        pipeline = Pipeline(lang)
        one, other = list(countries())[:2]
        pipeline.read(Article("", "", lang, "0."), Pair(party(one), party(other)))  # builds all tables reading needs
        forget()
    finally:
        if collecting:
            gc.enable()
    gc.freeze()  # what was loaded lives as long as the process: the collector need not walk it for every article
    young, *older = gc.get_threshold()
    if young:  # nor what an article is read into, a few thousand objects of which it would free none
        gc.set_threshold(max(young, _YOUNG), *older)
    return pipeline
