"""Endings and words that readers of missions look for in the spelling itself, as the rule file lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from bilat_kg.text.rules import rule_files


@cache
def setting(lang: str, name: str) -> tuple[str, ...]:
    """The words or endings that the rule file of missions lists under ``name``."""
    return tuple(_file(lang)["settings"][name])


@cache
def mission_types(lang: str) -> dict[str, str]:
    """The type of mission that a sense opens (``mission.embassy``: ``Embassy``)."""
    return dict(_file(lang)["types"])


@cache
def one_more(lang: str) -> frozenset[str]:
    """The words that stand for one more mission: আরেকটি, চতুর্থটি."""
    return frozenset((*setting(lang, "another"), *setting(lang, "alike")))


def _file(lang: str) -> Mapping[str, Any]:
    return next(file.settings for file in rule_files(lang) if file.name == "mission")
