"""What articles say together, after changes to some of them: that of a build of the same articles in full."""

from __future__ import annotations

import random
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import gold
import made
import pytest

from bilat_kg.graph import StoreWriter, writer
from bilat_kg.graph.contributions import contribution
from bilat_kg.graph.namespaces import CONFLICTS_GRAPH, GAZETTEER_GRAPH, LINKS_GRAPH
from bilat_kg.graph.register import Kept
from bilat_kg.graph.store import ADDED, QUADS, check, open_build
from bilat_kg.link.decisions import Decision, Decisions
from bilat_kg.link.linker import Linker
from bilat_kg.model import Concept, Entity, Mention, PartialDate, Reading

COUNTRIES = [gold.country(code) for code in ("MYS", "RUS", "OMN", "TJK")]
MUSCAT = Entity("city", "Q3826", "Muscat", "মাস্কাট", "Q3826")  # the gazetteer ties it to its country
DOLLAR = Entity("currency", "USD", "US dollar", qid="Q4917")
# one person as several articles write her: what is said of her depends on all of them
RANA = [Entity("person", "rana", "Rana", label, country=code) for label, code in (("রানা", None), ("রাণা", "OMN"))]
# two articles may call one candidate by two names, and several may state the same
OTHERS = [Entity("person", f"Q{n}", f"{name} {n}", qid=f"Q{n}") for n in (1, 2, 3) for name in ("One", "Other")]
DECISIONS = (
    Decisions(),
    Decisions((Decision("person/rana", "accept", "Q7"), Decision("country/TJK", "refuse", "Q863"))),
    Decisions((Decision("person/rana", "refuse", "Q1"), Decision("country/OMN", "open"))),
)


def some_reading(name: str, chance: random.Random) -> Reading:
    one, other = chance.sample(COUNTRIES[:3], 2)
    of = made.article(name, f"ওমান {chance.random()}")
    year = PartialDate(str(chance.randint(1970, 1971)))
    trade = {"flow": Concept("TotalTrade"), "party": (one, other), "currency": DOLLAR, "period": year}
    facts = [
        made.fact("DiplomaticRelation", of, party=(one, other), establishedOn=year),
        made.fact("TradeObservation", of, amount=Decimal(chance.choice([10, 20])), **trade),
    ]
    mentions = [Mention(0, 4, chance.choice(COUNTRIES), chance.choice(["label", "link"]))]
    mentions += [Mention(0, 4, chance.choice(RANA), None, tuple(chance.sample(OTHERS, chance.randint(0, 2))))]
    mentions += [Mention(0, 4, MUSCAT, "label")] * chance.randint(0, 1)
    return Reading(of, tuple(chance.sample(facts, chance.randint(0, 2))), mentions=tuple(mentions))


def publish(store: Path, readings: dict[str, Reading], decided: Decisions, *, anew: bool = False) -> dict[str, object]:
    """Build as ``building`` does, each reading being its own source."""
    linker = Linker(decided)
    with StoreWriter(store, "edition", linking=decided.sha256, anew=anew) as made:
        for name, reading in sorted(readings.items()):
            known = made.register.known(repr(reading), name)
            if isinstance(known, Kept):
                made.register.keep(known, None)
            else:
                made.contribute(contribution(reading), repr(reading))
        made.link(link for article, namings in made.namings() for link in linker.link(article, namings))
        linker.named |= made.named()
        made.link(linker.complete(made.with_items()))
        mentions, linked = made.register.links.counts()
        assert mentions.total() == sum(len(reading.mentions) for reading in readings.values())
        told = asdict(made.publish())
    return {name: told[name] for name in told.keys() - {"build", "made", "files"}} | {"linked": linked}


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_the_build_is_that_of_its_articles(tmp_path, monkeypatch, seed):
    monkeypatch.setattr(writer, "_SMALL", 0)  # however much has changed, the build before is patched
    monkeypatch.setattr(writer, "_BESIDE", 10 if seed else 0)  # and its canonical file is written anew, or never is
    chance = random.Random(seed)
    readings = {f"a{n}": some_reading(f"a{n}", chance) for n in range(4)}
    sizes: dict[str, set[int]] = {}
    for step in range(6):
        decided = DECISIONS[step // 2]
        again = publish(tmp_path / "again", readings, decided)
        assert again == publish(tmp_path / "full", readings, decided, anew=True), step
        assert check(tmp_path / "again")
        for graph, number in again["graphs"].items():
            sizes.setdefault(graph, set()).add(number)
        for _ in range(chance.randint(1, 2)):
            name = f"a{chance.randrange(6)}"
            if name in readings and len(readings) > 1 and chance.random() < 0.4:
                del readings[name]
            else:
                readings[name] = some_reading(name, chance)
    assert all(len(sizes[each.value]) > 1 for each in (GAZETTEER_GRAPH, LINKS_GRAPH, CONFLICTS_GRAPH))


def test_what_one_article_alone_says_goes_with_it(tmp_path, monkeypatch):
    monkeypatch.setattr(writer, "_SMALL", 0)
    facts = [
        (of := made.article(name), made.fact("DiplomaticRelation", of, party=tuple(parties)))
        for name, parties in (("one", COUNTRIES[:2]), ("two", COUNTRIES[1:3]))
    ]
    readings = {
        of.name: Reading(of, (fact,), mentions=(Mention(0, 4, RANA[n], None, (OTHERS[n],)),))
        for n, (of, fact) in enumerate(facts)
    }
    builds = [publish(tmp_path / "again", readings, Decisions())]
    del readings["two"]
    builds.append(publish(tmp_path / "again", readings, Decisions()))
    assert builds[1] == publish(tmp_path / "full", readings, Decisions(), anew=True)
    for graph in (GAZETTEER_GRAPH, LINKS_GRAPH):
        assert builds[1]["graphs"][graph.value] < builds[0]["graphs"][graph.value]


def test_quads_stand_beside_the_shared_file_until_they_are_many(tmp_path, monkeypatch):
    monkeypatch.setattr(writer, "_BESIDE", 7)  # of so small a build the self-description alone is a tenth
    chance = random.Random(1)
    readings = {f"a{n:02}": some_reading(f"a{n:02}", chance) for n in range(30)}
    publish(tmp_path / "store", readings, Decisions())
    shared, beside = set(), []
    for step in range(9):
        readings[f"a{step:02}"] = some_reading(f"a{step:02}", chance)
        publish(tmp_path / "store", readings, Decisions())
        build = open_build(tmp_path / "store")
        written = (build.path / QUADS).stat()
        shared.add((written.st_ino, written.st_mtime_ns))  # a number alone may be given again
        beside.append((build.path / ADDED).stat().st_size if ADDED in build.manifest.files else 0)
        assert build.manifest.files[QUADS].size > 5 * beside[-1]
        with build.canonical.open() as lines:
            found = list(lines)
        assert found == sorted(set(found))
        assert len(found) == build.manifest.quads
    assert 1 < len(shared) < 9
    assert 0 in beside
    assert check(tmp_path / "store")
