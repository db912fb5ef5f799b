"""What a rule of a case frame may say, as the rule file writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal, TypeVar

from bilat_kg.text.morphology import Case
from bilat_kg.text.rules import RuleFile, rule_files

_KEPT = 50_000  # a hostile text must not fill the memory

T = TypeVar("T")
Kind = Literal["state", "pair", "date", "name", "amount", "currency", "number", "text"]
_DEFAULT = {
    "state": ("country", "capital", "government", "leader"),
    "name": ("person", "organization", "city"),
}


@dataclass(frozen=True, slots=True)
class Role:
    """How one role is filled: ``[rule.role.NAME]``.

    ``kind``: ``state``, both states of the article's ``pair``, the governing ``date``, a ``name``, an ``amount``, its
    ``currency``, a ``number``, or ``text``. ``required``: no fact without it.

    For states and names: ``of``, what may stand there (``country``, ``capital``, ``government``, ``leader``, any
    ``person`` or body for a state; ``person``, ``organization``, ``city`` for a name); ``cases``, in order of
    preference; ``beside``, cases that count right before the trigger only, or with senses of ``between`` in between;
    ``reach``, ``clause`` or ``sentence``; ``skip``, senses that make a name before them the matter rather than a party;
    ``other``: where nothing is found, the opposite party of the role that it names, but only if one of the senses of
    ``hint``, where given, stands in the clause, and with ``told`` only if the clauses before, or the sentence before,
    name that party alone; ``agent``: only who is named by কর্তৃক or দ্বারা; ``tied``: senses, one of which must stand
    right behind the mention; ``closing``: cases that count for a mention that ends the sentence behind the trigger;
    ``owned``: senses of what is a state's where a person of it has it (প্রার্থিতা);
    ``harm``: senses of what befalls a state: whoever suffers it is not meant; ``deed``: where nothing is found and the
    clause says no more of what, whoever did one of these senses in the sentence before.

    For the pair: ``named``, how many of the two the sentence must name (``দুই দেশ`` names both); ``third``, cases in
    which a third state refuses the fact unless the clause names both; ``never``, cases in which one always does;
    ``whose``: senses of what a third state in the genitive may not own; ``actor``: so does one that is the subject
    nearest the trigger; ``apart``: so do the two named side by side, each doing it for itself; ``context``: what the
    sentence does not name, the one before it may.

    For the date: ``since``, senses that the sentence before must have; its date counts where this one has none.
    ``answers``: senses of a word that opens a sentence as an answer to the one before it (জবাবে, এর জেরে), whose month
    counts where this one has no date. ``own``: only a date of this very sentence counts.

    For texts: the words before the trigger, or before a chunk with a sense of ``over``; ``english``, a template with
    ``{words}``; ``bare``, the English words where there are none.
    """

    name: str
    kind: Kind
    required: bool = False
    of: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    beside: tuple[Case, ...] = ()
    between: frozenset[str] = frozenset()
    reach: Literal["clause", "sentence"] = "clause"
    skip: frozenset[str] = frozenset()
    other: str | None = None
    hint: frozenset[str] = frozenset()
    told: bool = False
    agent: bool = False
    tied: frozenset[str] = frozenset()
    closing: tuple[Case, ...] = ()
    owned: frozenset[str] = frozenset()
    harm: frozenset[str] = frozenset()
    deed: frozenset[str] = frozenset()
    named: int = 0
    third: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()
    actor: bool = False
    apart: bool = False
    context: bool = False
    since: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    own: bool = False
    over: frozenset[str] = frozenset()
    english: str = "{words}"
    bare: str = ""


@dataclass(frozen=True, slots=True)
class Without:
    """A refusal: ``[[rule.without]]``. One of ``senses`` within ``reach`` of the trigger, and why that is no fact.

    ``reach``: the ``clause``, the ``sentence``, the ``rest`` of the clause after the trigger, its part to the ``left``
    of it, the chunk ``before`` it or the one ``after`` it.
    """

    senses: frozenset[str]
    reason: str
    reach: Literal["clause", "sentence", "rest", "left", "before", "after"] = "clause"


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule: ``[[rule]]``.

    ``trigger``: the senses that open it; ``cases``: those that the trigger may stand in, all where none is given.
    ``act``: one of these senses stands between the trigger and its verb, or is the verb's; ``verbless`` where none is.
    ``before``: one of these senses or kinds stands right before the trigger. ``with``: of each list one stands in the
    clause, ``within``: in the sentence. ``follows``: rules, one of which read a fact in the sentence before.
    ``refuse``: what the verb or the clause may not be (``negated``, ``future``, ``nominal``, ``planned``,
    ``proposed``, ``cancelled``, ``doubted``, ``conditional``); ``needs``: what the verb must be, of the same words.
    ``spoken``: a deed that is only promised or claimed counts.
    ``gapped``: senses of things that may follow with a date of their own, without the verb, each one more fact.
    ``mutual``: senses in the clause that make it two facts, each state of the pair towards the other. ``constants``:
    roles whose value is a concept.
    """

    name: str
    type: str
    trigger: frozenset[str]
    roles: tuple[Role, ...]
    cases: frozenset[str] = frozenset()
    act: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    beside: tuple[frozenset[str], ...] = ()
    within: tuple[frozenset[str], ...] = ()
    follows: frozenset[str] = frozenset()
    refuse: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    spoken: bool = False
    gapped: frozenset[str] = frozenset()
    mutual: frozenset[str] = frozenset()
    constants: tuple[tuple[str, str], ...] = ()
    without: tuple[Without, ...] = ()


@dataclass(frozen=True, slots=True)
class Frames:
    """The rules of one file, the words that its English texts know (``[english]``) and what makes two facts one.

    ``[same]``: ``sentence`` and ``article`` list the roles in which two facts of one sentence, or of one article, agree
    if they are the same fact. Texts agree where they share half of their words; words of ``vague`` say nothing, and
    texts that say nothing agree. ``by_trigger``: where in ``rules`` those stand that one of ``triggers`` opens;
    ``opened``: what ``opened_by`` has answered, by the triggers that there were.
    """

    rules: tuple[Frame, ...]
    by_trigger: dict[str, tuple[int, ...]]
    triggers: frozenset[str]
    english: Mapping[str, str]
    in_sentence: tuple[str, ...]
    in_article: tuple[str, ...]
    vague: frozenset[str] = frozenset()
    opened: dict[frozenset[str], list[Frame]] = field(default_factory=dict)

    def opened_by(self, senses: frozenset[str]) -> list[Frame]:
        """The rules of which one of ``senses`` is a trigger, in their order."""
        told = senses & self.triggers
        found = self.opened.get(told)
        if found is None:
            found = [self.rules[at] for at in sorted({at for sense in told for at in self.by_trigger[sense]})]
            if len(self.opened) < _KEPT:
                self.opened[told] = found
        return found


@cache
def frames_of(lang: str, name: str) -> Frames:
    """The rules of the file ``name`` of a language.

    Raises:
        ValueError: a rule says something that no rule can say, or leaves out what every rule must say.
    """
    return _parse(next(file for file in rule_files(lang) if file.name == name))


def _parse(file: RuleFile) -> Frames:
    same = file.settings.get("same", {})
    rules = []
    for rule in file.rules:
        settings = dict(rule.settings)
        where = f"{file.name}.toml, rule {rule.name}"
        roles = tuple(_role(where, name, role) for name, role in settings.pop("role", {}).items())
        without = tuple(_build(Without, where, item) for item in settings.pop("without", ()))
        constants = tuple(settings.pop("constants", {}).items())
        settings["beside"] = [frozenset(senses) for senses in settings.pop("with", ())]
        settings["within"] = [frozenset(senses) for senses in settings.pop("within", ())]
        rules.append(
            _build(
                Frame, where, settings | {"name": rule.name, "roles": roles, "without": without, "constants": constants}
            )
        )
    by_trigger: dict[str, tuple[int, ...]] = {}
    for at, frame in enumerate(rules):
        for sense in frame.trigger:
            by_trigger[sense] = (*by_trigger.get(sense, ()), at)
    return Frames(
        tuple(rules),
        by_trigger,
        frozenset(by_trigger),
        file.settings.get("english", {}),
        tuple(same.get("sentence", ())),
        tuple(same.get("article", ())),
        frozenset(same.get("vague", ())),
    )


def _role(where: str, name: str, settings: Mapping[str, Any]) -> Role:
    role = _build(Role, f"{where}, role {name}", {"name": name, **settings})
    if not role.of and role.kind in _DEFAULT:
        return _build(Role, where, {"name": name, **settings, "of": _DEFAULT[role.kind]})
    return role


def _build(form: type[T], where: str, settings: Mapping[str, Any]) -> T:
    """A declaration from the values of a TOML table; lists become what the declaration keeps."""
    known = {field.name: str(field.type) for field in fields(form)}  # type: ignore[arg-type]  # every form is a dataclass
    for key in settings:
        if key not in known:
            raise ValueError(f"{where}: unknown setting {key!r}; known are {', '.join(sorted(known))}")
    values = {
        key: (tuple(value) if "tuple" in known[key] else frozenset(value)) if isinstance(value, list) else value
        for key, value in settings.items()
    }
    try:
        return form(**values)
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from None
