"""Pipelines that misbehave in the ways that workers must survive; loaded in worker processes by name."""

from __future__ import annotations

import os
import re
import signal
import sys
import time

from bilat_kg.errors import SourceError
from bilat_kg.model import Abstention, Article, Entity, Evidence, Fact, Mention, Reading

OMAN = Entity("country", "OMN", "Oman", "ওমান", "Q842")
MALAYSIA = Entity("country", "MYS", "Malaysia", "মালয়েশিয়া", "Q833")
NOBODY = Entity("person", "nobody", "Nobody")


class Scripted:
    """Does what a word of the article says."""

    def read(self, article: Article) -> Reading:
        text = article.text
        if "SPIN" in text:
            re.match(r"(a|aa)+$", "a" * 200 + "b")  # never leaves C code before the sun goes out
        if "SLEEP" in text:
            time.sleep(3600)
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "BUG" in text:
            raise KeyError("a\nb")
        if "STATELESS" in text:
            raise SourceError("names no country; give an article about two")
        sys.stdout.write("noise that is no answer\n")
        if "LATE" in text:
            time.sleep(0.5)
        quote = text[1:5] if "MISQUOTE" in text else text[:4]
        evidence = (Evidence(0, 4, quote),)
        fact = Fact("DiplomaticRelation", article.name, (("party", (MALAYSIA, OMAN)),), evidence, "relation")
        refused = Abstention(article.name, "relation", "negated", evidence[0])
        mentions = (Mention(0, 2, OMAN, "label"), Mention(2, 4, NOBODY, None))
        return Reading(article, (fact,), (refused,), mentions)


def scripted(lang: str) -> Scripted:
    return Scripted()


def missing(lang: str) -> Scripted:
    raise ImportError("No module named 'spacy'")
