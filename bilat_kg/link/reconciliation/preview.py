"""A small page of HTML on an entity, for the window that a reconciliation client opens. No script, nothing loaded."""

from __future__ import annotations

from html import escape

from bilat_kg.link.reconciliation.entities import KINDS, Known

WIDTH, HEIGHT = 400, 160
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_NAMES = 6  # aliases that are shown
_STYLE = (
    ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:.7em}h1{font-size:1.15em;margin:0}"
    "p{margin:.15em 0}.quiet{opacity:.75;font-size:.9em}"
)


def page(each: Known, states: tuple[str, ...] = ()) -> str:
    """The page: labels in both languages, type, description, states, some other names, and the Wikidata item."""
    kind = KINDS[each.kind]
    head = " · ".join(f'<span lang="{escape(lang)}">{escape(text)}</span>' for lang, text in each.labels.items())
    lines = [f"<h1>{head or escape(each.id)}</h1>", f"<p>{escape(kind.name)}: {escape(each.description)}</p>"]
    if states:
        lines.append(f"<p>Country: {escape(', '.join(states[:_NAMES]))}</p>")
    if each.aliases:
        lines.append(f'<p class="quiet">Also: {escape(", ".join(each.aliases[:_NAMES]))}</p>')
    item = ""
    if each.qid:
        link = f"https://www.wikidata.org/wiki/{escape(each.qid, quote=True)}"
        item = f' · <a href="{link}" rel="noreferrer" target="_blank">{escape(each.qid)}</a>'
    lines.append(f'<p class="quiet">{escape(each.id)}{item}</p>')
    title = escape(each.name())
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n" + "\n".join(lines) + "\n</body></html>\n"
    )
