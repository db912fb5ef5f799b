"""Asking a reconciliation service elsewhere, and believing little of what it says.

>>> from bilat_kg.link.reconciliation.client import Client
>>> client = Client("https://wikidata.reconci.link/en/api")
>>> for answer in client.candidates(["মস্কোতে", "Kuala Lumpur"], type="Q515"):
...     print(answer.name, answer.certain)

Nothing is asked before ``candidates`` is called.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bilat_kg.errors import ReconciliationError
from bilat_kg.link.reconciliation.cache import Cache, now
from bilat_kg.link.reconciliation.dialects import QUERY, Candidates, batch_of, result_batch, results_of
from bilat_kg.link.reconciliation.entities import QID
from bilat_kg.link.reconciliation.exchange import Exchange, Manners, as_json
from bilat_kg.link.reconciliation.messages import VERSIONS, Version, fault
from bilat_kg.link.reconciliation.names import agree
from bilat_kg.link.reconciliation.scoring import CERTAIN, Condition, Query

BATCH = 10  # a public service is asked for little at once, whatever it allows
_MOST, _NAME, _ID, _DESCRIPTION = 100, 500, 200, 1000  # candidates of a query; characters

_JOINERS = frozenset("\u200c\u200d")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Offer:
    """An entity that a service proposes. ``score`` is on the service's scale, which 0.2 leaves open."""

    id: str
    name: str
    description: str
    types: tuple[str, ...]
    score: float | None
    match: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service says to one name, where it was asked, and when.

    ``refused`` says why nothing of an answer is believed; then there are no offers.
    """

    name: str
    offers: tuple[Offer, ...]
    endpoint: str
    version: Version
    retrieved: datetime
    wikidata: bool
    refused: str | None = None

    @property
    def certain(self) -> Offer | None:
        """The one item that a link may rest on, if there is one.

        The service says that it matches and no other does, scores it 90 or more, its id is a QID of a service of
        Wikidata's items, and our own comparison finds the name to be the one that was asked for (case endings and
        spellings aside). What is written in other letters than the name cannot be compared, and is not certain.
        """
        matching = [offer for offer in self.offers if offer.match]
        if len(matching) != 1 or not self.wikidata:
            return None
        offer = matching[0]
        known = QID.fullmatch(offer.id) and offer.score is not None and offer.score >= CERTAIN
        return offer if known and agree(self.name, offer.name) else None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What matters of a service's manifest: the version to speak, whose ids it has, how much it takes at once."""

    name: str
    version: Version
    wikidata: bool
    batch: int
    standardized: bool


class Client:
    """A client of the service at ``endpoint``, which is asked when somebody asks and not before.

    ``cache`` keeps answers (``None``: nothing is kept). ``manners`` bound what is sent and taken.
    """

    def __init__(self, endpoint: str, *, cache: Cache | None = None, manners: Manners | None = None) -> None:
        self.endpoint = endpoint.rstrip("/")
        self.cache = cache
        self.exchange = Exchange(manners)
        self._manifest: Manifest | None = None

    def manifest(self) -> Manifest:
        """The service's manifest, asked once; ``ReconciliationError`` where it is none that we understand."""
        if self._manifest is None:
            self._manifest = self._kept_manifest() or self._told_manifest()
        return self._manifest

    def _kept_manifest(self) -> Manifest | None:
        kept = self.cache.get(self._about()) if self.cache else None
        try:
            return _manifest(kept.answer, self.endpoint) if kept else None
        except ReconciliationError:
            return None  # the service is asked instead, and what it says is told

    def _told_manifest(self) -> Manifest:
        told = self.exchange.get(self.endpoint)
        manifest = _manifest(told, self.endpoint)
        if self.cache:
            self.cache.put(self._about(), told, now())
        return manifest

    def _about(self) -> object:
        return {"endpoint": self.endpoint, "message": "manifest"}

    def candidates(
        self,
        names: Iterable[str],
        *,
        type: str | None = None,  # noqa: A002  the protocol's word
        properties: Mapping[str, str | Sequence[str]] | None = None,
        limit: int = 5,
        lang: str | None = None,
    ) -> tuple[Answer, ...]:
        """Ask who is meant by each of ``names``; the answers stand in their order, one for equal names.

        Raises ``ReconciliationError`` where the service is out of reach or breaks the protocol; what was answered
        before that is in the cache, so that the same call goes on from there.
        """
        wanted = list(names)
        check(wanted)
        context = tuple(
            Condition("property", (value,) if isinstance(value, str) else tuple(value), id_)
            for id_, value in (properties or {}).items()
        )
        queries = {
            name: Query((Condition("name", (name,)), *context), (type,) if type else (), limit=limit, lang=lang)
            for name in wanted
        }
        answers = dict(self._answers(queries)) if queries else {}
        return tuple(answers[name] for name in wanted)

    def _answers(self, queries: Mapping[str, Query]) -> Iterator[tuple[str, Answer]]:
        manifest = self.manifest()
        waiting: list[tuple[str, Query]] = []
        for name, query in queries.items():
            kept = self.cache.get(self._asked(query, manifest)) if self.cache else None
            answer = self._kept(name, kept.answer, kept.retrieved, manifest) if kept else None
            if answer is None:
                waiting.append((name, query))
            else:
                yield name, answer
        for at in range(0, len(waiting), manifest.batch):
            part = waiting[at : at + manifest.batch]
            told = self._send([query for _, query in part], manifest)
            retrieved = now()
            for (name, query), found in zip(part, told, strict=True):
                if self.cache:
                    self.cache.put(self._asked(query, manifest), found, retrieved)
                yield name, self._answer(name, found, retrieved, manifest)

    def _asked(self, query: Query, manifest: Manifest) -> object:
        return {"endpoint": self.endpoint, "version": manifest.version, "query": batch_of([query], manifest.version)}

    def _kept(self, name: str, found: object, retrieved: datetime, manifest: Manifest) -> Answer | None:
        """An answer out of the cache, which is believed no more than the service itself."""
        if isinstance(found, list):
            batch = result_batch([("q0", found)], manifest.version)
            if fault(batch, "result_batch", manifest.version) is None:
                return self._answer(name, found, retrieved, manifest)
        assert self.cache is not None
        self.cache.note("an entry of the cache holds no candidates; the service is asked instead")
        return None

    def _send(self, queries: Sequence[Query], manifest: Manifest) -> list[Candidates]:
        batch = batch_of(queries, manifest.version)
        if manifest.version == "0.2":
            form = urlencode({"queries": as_json(batch)}).encode()
            told = self.exchange.post(self.endpoint, form, "application/x-www-form-urlencoded")
        else:
            told = self.exchange.post(f"{self.endpoint}/match", as_json(batch), "application/json")
        try:
            return results_of(told, manifest.version, len(queries))
        except ReconciliationError as error:
            raise ReconciliationError(f"{self.endpoint}: {error}") from None

    def _answer(self, name: str, found: Candidates, retrieved: datetime, manifest: Manifest) -> Answer:
        refused = _distrusted(found, manifest)
        offers = () if refused else tuple(map(_offer, found))
        return Answer(name, offers, self.endpoint, manifest.version, retrieved, manifest.wikidata, refused)


def check(names: Iterable[str]) -> None:
    """Raise ``ReconciliationError`` for what is no name that could be asked for."""
    for name in names:
        if not name.strip() or len(name) > QUERY or not _writable(name):
            raise ReconciliationError(f"{name[:40]!r} is no name to ask for: 1 to {QUERY} characters in UTF-8 are")


def candidates(
    names: Iterable[str],
    endpoint: str,
    *,
    type: str | None = None,  # noqa: A002  the protocol's word
    cache_folder: Path | None = None,
    note: Callable[[str], None] = lambda sentence: None,
    **more: Any,  # noqa: ANN401  as Client.candidates
) -> tuple[Answer, ...]:
    """Ask the service at ``endpoint`` who is meant by each of ``names``, with the user's cache and good manners."""
    return Client(endpoint, cache=Cache(cache_folder, note)).candidates(names, type=type, **more)


def _manifest(told: object, endpoint: str) -> Manifest:
    if not isinstance(told, dict):
        raise ReconciliationError(f"{endpoint}: this is no reconciliation service: its manifest is no object of JSON")
    spoken = told.get("versions", ["0.1"])
    version = next((each for each in VERSIONS if isinstance(spoken, list) and each in spoken), None)
    if version is None:
        raise ReconciliationError(
            f"{endpoint}: the service speaks none of the versions {', '.join(VERSIONS)} of the protocol; give another"
        )
    if wrong := fault(told, "manifest", version):
        raise ReconciliationError(f"{endpoint}: the manifest is none of version {version}: {wrong}")
    if "authentication" in told:
        raise ReconciliationError(f"{endpoint}: the service wants a password or key, which this client never sends")
    space = told["identifierSpace"] if version == "0.2" else told["view"]["url"]
    return Manifest(
        _plain(told["name"])[:_NAME],
        version,
        _of_wikidata(space),
        min(int(told.get("batchSize", BATCH)), BATCH),
        bool(told.get("standardizedScore", False)),
    )


def _of_wikidata(space: str) -> bool:
    bare = space.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.startswith(("wikidata.org/entity/", "wikidata.org/wiki/"))


def _distrusted(found: Candidates, manifest: Manifest) -> str | None:
    """Why candidates that have the right form are not believed all the same."""
    if len(found) > _MOST:
        return f"{len(found)} candidates are more than anybody reads"
    for each in found:
        id_, name, score = each["id"], each["name"], each.get("score")
        if manifest.wikidata and not QID.fullmatch(id_):
            return f"{_plain(id_)[:40]!r} is no id of a Wikidata item"
        if len(id_) > _ID or len(name) > _NAME or not name.strip():
            return "an id or a name is empty or too long"
        if _plain(id_) != id_ or _plain(name) != " ".join(name.split()):
            return "an id or a name holds characters that steer a screen"
        if manifest.standardized and score is not None and not 0 <= score <= 100:
            return f"a score is {score:g}, outside the 0 to 100 that the service promises"
    return None


def _offer(each: Mapping[str, Any]) -> Offer:
    types = tuple(type_ if isinstance(type_, str) else type_["id"] for type_ in each.get("type", ()))
    description = _plain(each.get("description", ""))[:_DESCRIPTION]
    return Offer(each["id"], each["name"], description, types, each.get("score"), each.get("match", False))


def _writable(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)


def _plain(text: str) -> str:
    """``text`` on one line, without controls and marks that turn the writing around; ZWJ and ZWNJ stay."""
    kept = (c for c in text if c in _JOINERS or c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return " ".join("".join(kept).split())
