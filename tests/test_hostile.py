"""What bad input gets, through the real command line: a sentence, exit 1, and the rest of the build goes on."""

from __future__ import annotations

import hashlib
import resource
from functools import partial
from pathlib import Path

import pytest

from bilat_kg import resources
from bilat_kg.graph import manifest

GOOD = resources.ARTICLES / "mys-tls.bn.txt"
HEAD = "ওমানে মালয়েশিয়ার একটি দূতাবাস রয়েছে। "
FLOOD = 100_000

# Input that must be refused before anything costly looks at it: file name, content, the beginning of the sentence.
REFUSED = {
    "danda.txt": (HEAD + "।" * FLOOD, "line 1: repeats '।' 100,000 times in a row"),
    "parenthesis.txt": (HEAD + "(" * FLOOD, "line 1: repeats '(' 100,000 times in a row"),
    "links.txt": (HEAD + "[[" * FLOOD, "line 1: repeats '[' 200,000 times in a row"),
    "templates.wiki": (HEAD + "{{" * FLOOD, "line 1: repeats '{' 200,000 times in a row"),
    "quotes.wiki": (HEAD + "'" * FLOOD, 'line 1: repeats "\'" 100,000 times in a row'),
    "equals.txt": (HEAD + "\n" + "=" * FLOOD, "line 2: repeats '=' 100,000 times in a row"),
    "letters.txt": (HEAD + "ক" * FLOOD, "line 1: repeats 'ক' 100,000 times in a row"),
    "pairs.txt": (HEAD + "।(" * FLOOD, "line 1: 200,000 characters without a space are no word"),
    "open.wiki": (HEAD + "[[ক" * FLOOD, "line 1: nests markup more than 100 deep, as MediaWiki reads none"),
    "word.txt": (HEAD + "কখগঘ" * 250_000, "is larger than 2,000,000 bytes"),
    "sentence.txt": ("মালয়েশিয়া ওমান চুক্তি " * 80_000, "is larger than 2,000,000 bytes"),
    "empty.txt": ("", "is empty; give an article's text"),
    "binary.txt": (b"\x00\x01\x02\xff" * 100, "is a binary file; give the article as plain text or wikitext"),
    "latin1.txt": ("Relaci\xf3n".encode("latin-1"), "line 1: byte 6 (0xF3) is not valid UTF-8; save the file as UTF-8"),
    "english.bn.txt": (
        "Malaysia and Oman opened embassies.",
        "is written in Latin letters; give an article in Bengali",
    ),
    "stateless.txt": ("আজ আকাশে অনেক মেঘ। কাল বৃষ্টি হবে।", ""),
    "single.txt": ("ওমানের রাজধানী মাস্কাট। ওমান একটি দেশ।", ""),
    "twin.txt": (GOOD.read_bytes(), "has the same text as the article mys-tls; leave one of them out"),
    "escape.txt": (HEAD + "\x1b]0;x\x07", "line 1: holds the control character U+001B"),
}
NESTED = "line {}: nests markup more than 100 deep, as MediaWiki reads none; close what is open"
# Markup that a parser would look at for minutes or hours, were it not for its depth.
DEEP = {
    "deep.wiki": ("{{ক|" * 25_000, 1),
    "tables.wiki": ("\n{|\n|ক" * 25_000, 202),
    "references.wiki": ("<ref>" * 25_000, 1),
    "parameters.wiki": ("{{{ক|" * 25_000, 1),
}
# Markup that a parser looks at for minutes all the same.
ENDLESS = {
    "urls.wiki": "[http://a " * 25_000,
    "comments.wiki": "<!-- " * 80_000 + "[[ক]]",
}


def put(folder: Path, name: str, content: str | bytes) -> None:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def seconds_spent() -> float:
    """The time that the processor gave to commands so far: how busy a machine is does not change it much."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def reasons(stderr: str) -> dict[str, str]:
    """The sentences of standard error by file."""
    found = {}
    for line in stderr.splitlines():
        assert line.startswith("bilat-kg: in/"), line
        name = line.removeprefix("bilat-kg: in/").replace(",", ":").partition(":")[0]
        found[name] = line.removeprefix(f"bilat-kg: in/{name}").lstrip(",: ")
    return found


def test_each_bad_source_is_refused_by_name_and_the_good_one_is_read(run):
    folder = run.folder / "in"
    folder.mkdir()
    for name, (content, _) in REFUSED.items():
        put(folder, name, content)
    put(folder, GOOD.name, GOOD.read_bytes())
    spent = seconds_spent()
    done = run("build", "in", "--jobs", 2)
    assert seconds_spent() - spent < 30
    assert done.returncode == 1
    told = reasons(done.stderr)
    assert told.keys() == REFUSED.keys()
    for name, (_, sentence) in REFUSED.items():
        assert told[name].startswith(sentence), name
    assert len(REFUSED) == 19
    assert f"1 read, {len(REFUSED)} refused" in done.stdout
    assert run("query", "SELECT ?n WHERE { ?a a bilat:Article ; bilat:name ?n }").stdout.split() == ["n", "mys-tls"]


def test_markup_without_end_costs_its_article_and_no_more_than_its_deadline(run):
    folder = run.folder / "in"
    folder.mkdir()
    for name, content in [*ENDLESS.items(), *((name, content) for name, (content, _) in DEEP.items())]:
        put(folder, name, HEAD + content)
    put(folder, GOOD.name, GOOD.read_bytes())
    done = run("build", "in", "--deadline", 1)
    assert done.returncode == 1
    told = reasons(done.stderr)
    late = dict.fromkeys(ENDLESS, "took longer than 1 s to read; shorten it, or give a later --deadline")
    assert told == late | {name: NESTED.format(line) for name, (_, line) in DEEP.items()}
    assert f"1 read, {len(ENDLESS) + len(DEEP)} refused" in done.stdout


FLOODS = {
    "one sentence": "মালয়েশিয়া ওমান চুক্তি ",
    "sentences": "ওমানে মালয়েশিয়ার দূতাবাস আছে। ",
    "lines": "\n",
    "spaces": "  ",
    "numbers": "১ ২.৩ ",
    "amounts": "১ কোটি ২ লক্ষ ",
    "dates": "২০১১ সালের ৩ মে ",
    "names": "রাষ্ট্রপতি ইমোমালি রাহমোন ",
    "marks": "।( ।[ ' {| =- ",
    "joiners": "ক\u200dখ\u200c ",
    "signs": "ক" + "া" * 500 + " ",
}


@pytest.mark.parametrize("unit", FLOODS.values(), ids=FLOODS)
def test_a_flood_of_one_thing_ends_within_the_deadline(run, unit):
    put(run.folder, "flood.txt", HEAD + unit * (150_000 // len(unit.encode())))
    spent = seconds_spent()
    done = run("build", "flood.txt", "--deadline", 5)
    assert seconds_spent() - spent < 60
    assert done.returncode in {0, 1}
    assert "please report" not in done.stderr
    if done.returncode:
        assert (
            done.stderr == "bilat-kg: flood.txt: took longer than 5 s to read; shorten it, or give a later --deadline\n"
        )


def test_text_that_is_not_nfc_is_read_and_remarked_on(run):
    put(run.folder, "a.txt", GOOD.read_text(encoding="utf-8").replace("\u09cb", "\u09c7\u09be"))
    done = run("build", "a.txt")
    assert done.returncode == 0
    assert done.stderr == (
        "bilat-kg: a.txt: was not in Unicode's normal form C; offsets count in the normalised text\n"
    )


def test_names_are_names_and_nothing_else(run):
    names = ["%2e%2e%2fetc.txt", "a b;c'd\".txt", "-rf.txt", "<script>.txt", "x\\y.txt", "ওমান.bn.txt"]
    for number, name in enumerate(names):
        put(run.folder, name, GOOD.read_text(encoding="utf-8") + f"\n\n{number}\n")
    assert run("build", "--", *names).returncode == 0
    assert sorted(path.name for path in run.folder.iterdir()) == sorted([*names, "bilat-kg.store"])
    for name in names:
        article = name.partition(".")[0]
        assert run("explain", "--", article).stdout.startswith(f"{article}: ")


def test_nothing_is_written_outside_the_store(run):
    folder = run.folder / "in"
    folder.mkdir()
    put(folder, GOOD.name, GOOD.read_bytes())
    (folder / "outside.txt").symlink_to("/etc/passwd")
    (folder / "up").symlink_to(run.folder)
    before = tree(run.folder)
    done = run("build", "in")
    assert done.returncode == 0
    assert "2 files passed over" not in done.stdout
    assert "1 files passed over" in done.stdout
    after = {path: digest for path, digest in tree(run.folder).items() if not path.startswith("bilat-kg.store/")}
    assert after == before


def test_an_export_over_a_store_or_a_folder_is_refused(seeds):
    before = tree(seeds.store)
    (seeds.folder / "folder").mkdir()
    (seeds.folder / "link").symlink_to(seeds.store / "manifest.json")
    for target in (seeds.store, seeds.store / "manifest.json", "folder", "link", "/dev/full"):
        seeds.refused("export", "turtle", "-o", target)
    assert tree(seeds.store) == before


def tree(folder: Path) -> dict[str, str]:
    """The digest of every file below a folder, by path; links as such."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_symlink():
            found[str(path.relative_to(folder))] = str(path.readlink())
        elif path.is_file():
            found[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def test_a_full_disk_leaves_the_old_build(run):
    """A limit on the size of files stands for the disk: writing past it fails as it does on a full one."""
    assert run("build", GOOD).returncode == 0
    before = run("export", "nquads").stdout
    for limit in (0, 20_000, 200_000, 500_000):
        sentence = run.refused("build", preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)))
        assert "bilat-kg.store" in sentence
        assert "Traceback" not in sentence
        assert run("export", "nquads").stdout == before
        assert run("validate").returncode == 0


def test_a_store_of_another_version_or_a_damaged_one_is_told(run):
    assert run("build", GOOD).returncode == 0
    store = run.folder / "bilat-kg.store"
    kept = (store / manifest.FILE).read_text(encoding="utf-8")
    for change in (kept.replace('"format": ', '"format": 9'), kept[:100], kept.replace("a", "b"), ""):
        assert change != kept
        (store / manifest.FILE).write_text(change, encoding="utf-8")
        assert "bilat-kg.store" in run.refused("query", "ASK {}")
        assert "bilat-kg.store" in run.refused("validate")
    assert run("build", GOOD).returncode == 0
    assert run("validate").returncode == 0
