"""Endings and words that readers of missions look for in the spelling itself, as the rule file lists them."""

from __future__ import annotations

from functools import cache

from bilat_kg.text.rules import rule_files


@cache
def setting(lang: str, name: str) -> tuple[str, ...]:
    """The words or endings that the rule file of missions lists under ``name``."""
    settings = next(file.settings for file in rule_files(lang) if file.name == "mission")
    return tuple(settings["settings"][name])
