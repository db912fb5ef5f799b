"""What a person sees: tables and the progress of a build. On a terminal by rich, elsewhere in aligned plain text."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bilat_kg.building import Progress, Report
    from bilat_kg.evaluation import Evaluation
    from bilat_kg.graph import Solutions
    from bilat_kg.graph.validation import Report as Validation

Row = Sequence[object]


def show(columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Print a table to standard output. A column whose values are all numbers is aligned to the right."""
    cells = [[fit("" if value is None else str(value)) for value in row] for row in rows]
    right = [
        bool(rows) and all(isinstance(row[i], int | float) or row[i] in {None, ""} for row in rows)
        for i in range(len(columns))
    ]
    if sys.stdout.isatty():
        _show_rich(columns, cells, right)
    else:
        _show_plain(columns, cells, right)


def _show_rich(columns: Sequence[str], cells: list[list[str]], right: list[bool]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, numeric in zip(columns, right, strict=True):
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))  # as Text: square brackets in it are no markup
    Console(highlight=False).print(table)


def _show_plain(columns: Sequence[str], cells: list[list[str]], right: list[bool]) -> None:
    lines = [list(columns), *cells]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            " " * (width - _width(cell)) + cell if numeric else cell + " " * (width - _width(cell))
            for cell, width, numeric in zip(line, widths, right, strict=True)
        )
        click.echo("  ".join(padded).rstrip())


def _width(cell: str) -> int:
    """How many places a cell takes: signs that stand above or below a letter take none."""
    return sum(unicodedata.category(c) not in {"Mn", "Me", "Cf"} for c in cell)


def fit(text: str) -> str:
    """``text`` on one line, and without what would steer the terminal or turn the writing around."""
    for character in {c for c in text if unicodedata.category(c) == "Cc" or c in _BIDI}:
        text = text.replace(character, " " if character.isspace() else f"\\u{ord(character):04x}")
    return text


_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@contextmanager
def progress() -> Iterator[Callable[[Progress], None] | None]:
    """A bar on standard error during the block, told of each article; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    class Steady(Console):
        """Leaves the cursor alone: Ctrl-C ends the process at once, and nobody would show it again."""

        def show_cursor(self, show: bool = True) -> bool:
            return False

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Steady(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda step: bar.update(task, completed=step.done, total=step.total)


def report(made: Report) -> None:
    """The end of a build: facts by class, what was refused, and the hash that the same sources give again."""
    show(["class", "facts"], [*made.facts.items(), ("all", sum(made.facts.values()))])
    click.echo()
    if made.abstentions:
        show(["candidates refused because", "times"], list(made.abstentions.items()))
        click.echo()
    if made.refused:
        reasons = [(each.where, each.reason.removeprefix(each.where).lstrip(" ,:")) for each in made.refused]
        show(["sources refused", "why"], reasons)
        click.echo()
    if made.pages_chosen or made.pages_passed:
        rows = [(f"about two countries by {by}", number) for by, number in made.pages_chosen.items()]
        show(
            ["pages of dumps and categories", "pages"],
            [*rows, *((f"passed over: {why}", n) for why, n in made.pages_passed.items())],
        )
        click.echo()
    kinds = [kind for kind, mentions in made.mentions.items() if mentions]
    if kinds:
        shares = [(kind, made.mentions[kind], _share(made.linked[kind], made.mentions[kind])) for kind in kinds]
        show(["mentions of", "times", "linked to Wikidata"], shares)
        click.echo()
    mentions = sum(made.mentions.values())
    share = _share(sum(made.linked.values()), mentions) if mentions else "none"
    decisions = f", {made.decisions} by decision" if made.decisions else ""
    passed = f", {len(made.passed)} files passed over" if made.passed else ""
    show(
        ["build", ""],
        [
            ("articles", f"{len(made.articles)} read, {len(made.refused)} refused{passed}"),
            ("mentions", f"{mentions}, {share} linked to Wikidata{decisions}"),
            *(
                [("joined", f"{sum(made.joined.values())} quads of {len(made.joined)} RDF files")]
                if made.joined
                else []
            ),
            ("graph", f"{made.quads} quads in {made.store}"),
            ("SHACL", _shapes(made)),
            ("time", f"{made.seconds:.1f} s"),
            ("SHA-256", made.sha256),
        ],
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def _shapes(made: Report) -> str:
    if made.conforms is None:
        return "not checked; see `bilat-kg validate`"
    return "conforms" if made.conforms else f"{len(made.violations)} violations; see `bilat-kg validate`"


def solutions(answer: Solutions) -> None:
    """The rows of a SELECT query, IRIs with their prefixes."""
    show(answer.columns, [[term(value) for value in row] for row in answer])


def term(value: object) -> object:
    """An RDF term as a person reads it: a prefixed name, a plain number, the text of a literal."""
    from pyoxigraph import NamedNode

    from bilat_kg.graph.namespaces import PREFIXES
    from bilat_kg.graph.results import python

    if isinstance(value, NamedNode):
        fitting = [name for name, namespace in PREFIXES.items() if value.value.startswith(namespace)]
        if fitting:
            name = max(fitting, key=lambda prefix: len(PREFIXES[prefix]))
            return f"{name}:{value.value.removeprefix(PREFIXES[name])}"
    return python(value)


def violations(found: Validation) -> None:
    """Where the graph breaks a shape."""
    rows = [(each.severity, each.focus, each.path or "", each.value or "", each.message) for each in found.violations]
    show(["severity", "node", "property", "value", "what is wrong"], rows)


def evaluation(scored: Evaluation, *, errors: bool) -> None:
    """Scores by class, refusals by reason and, if asked, every difference with its sentence."""
    if errors:
        for miss in scored.misses:
            click.echo(f"{miss.kind} {(miss.gold or miss.found or {}).get('class')} in {miss.article}")
            for name, record in (("gold", miss.gold), ("found", miss.found)):
                if record:
                    fields = [f"{k}={v}" for k, v in record.items() if k not in _UNSCORED and v not in (None, [])]
                    click.echo(fit(f"  {name}: {', '.join(fields)}"))
            if miss.sentence:
                click.echo(fit(f"  text: {miss.sentence}"))
            if miss.found:
                click.echo(fit(f"  rule: {miss.found.get('rule')}"))
            if miss.refused:
                click.echo(fit(f"  refused by {miss.refused.rule}: {miss.refused.reason}"))
            click.echo()
    rows: list[Row] = []
    for name, score in {**scored.scores, "ALL": scored.total}.items():
        figures = [f"{figure:.3f}" for kind in ("core", "strict") for figure in score.prf(kind)]
        rows.append((name, score.gold, score.predicted, *figures, score.hallucinated))
    names = ["class", "gold", "found", "core P", "R", "F1", "strict P", "R", "F1", "hallucinated"]
    show(names, rows)
    if scored.refused:
        click.echo()
        show(["candidates refused because", "times"], list(scored.refused.items()))


_UNSCORED = {"class", "article", "span", "evidence", "iri", "rule", "confidence", "note"}
