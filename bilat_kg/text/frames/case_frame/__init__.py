"""Case frames: any class of fact whose roles the case endings tell, read from its rule file alone.

A new class needs the ontology, its shape and one rule file: what opens it, which words must or must not stand with it,
and where each role is looked for (``declaration`` lists all that a rule may say). Nothing here knows a class by name.
"""

from __future__ import annotations

from bilat_kg.text.frames.case_frame.merging import settle
from bilat_kg.text.frames.case_frame.reader import prepare, read

__all__ = ["prepare", "read", "settle"]
