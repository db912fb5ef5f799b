"""How like real articles the made-up ones are: what a reader's work depends on, counted in both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.articles import article
from bilat_kg import resources, sources
from bilat_kg.model import Article

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold"
SIZE = 445  # articles, as many as the gold sets have
SAMPLE = 2_000  # words among which different ones are counted: the more words, the fewer are new
_PER_THOUSAND = {
    "commas": ",",
    "pairs of brackets": r"\(",
    "quotation marks and apostrophes": "[‘’'\"“”]",
    "hyphens and dashes in and between words": "[-–—]",
    "figures": "[০-৯]+",
    "words of Latin letters": "[A-Za-z]{2,}",
}


def traits(articles: Iterable[Article]) -> dict[str, float]:
    """What is counted in the texts of ``articles``, by its name; signs for each thousand words."""
    read = [each.text for each in articles]
    words = [word for text in read for word in text.split()]
    joined = "\n".join(read)
    found = {
        "words in an article": len(words) / len(read),
        "letters in a word": sum(map(len, words)) / len(words),
        "words in a sentence": len(words) / joined.count("।"),
        f"different words among {SAMPLE:,}": float(len(set(words[:SAMPLE]))),
    }
    return found | {name: 1000 * len(re.findall(sign, joined)) / len(words) for name, sign in _PER_THOUSAND.items()}


def real() -> list[Article]:
    """The seed articles."""
    return list(sources.read(resources.ARTICLES))


def gold() -> list[Article]:
    """The articles of the gold sets, written by hand."""
    folders = sorted(folder for folder in GOLD.iterdir() if any(folder.glob("*.bn.*")))
    return [each for folder in folders for each in sources.read(folder)]


def made(count: int = SIZE) -> list[Article]:
    """The first ``count`` articles that are made up."""
    named = [article(number) for number in range(count)]
    return [Article(name, "", "bn", text) for name, text in named]


def main() -> None:
    """Print what is counted in the seeds, in the gold sets and in as many made-up articles."""
    kinds: dict[str, Callable[[], list[Article]]] = {"seeds": real, "gold": gold, "made up": made}
    counted = {kind: traits(articles()) for kind, articles in kinds.items()}
    print(f"  {'':42}" + "".join(f"{kind:>9}" for kind in counted))
    for trait in next(iter(counted.values())):
        print(f"  {trait:42}" + "".join(f"{found[trait]:>9.1f}" for found in counted.values()))


if __name__ == "__main__":
    main()
