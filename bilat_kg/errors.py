"""What a user may be told: one sentence that says what is wrong, where, and what would be right."""

from __future__ import annotations


class BilatError(Exception):
    """The input is at fault. ``str(error)`` is one sentence for a person; the command line exits with 1."""


class SourceError(BilatError):
    """A source that cannot be read as an article. The build lists it as refused and goes on."""


class StoreError(BilatError):
    """A store directory that is missing, not ours, damaged, from another version, or in use."""


class QueryError(BilatError):
    """A query that does not parse, is not known by that name, or lacks a parameter."""


class PublishError(BilatError):
    """A server that cannot be reached, refuses what it is sent, or does not hold it."""


class SparkError(BilatError):
    """A job of Spark that could not read its sources or write its folder."""


class DecisionError(BilatError):
    """A file of decisions on links that cannot be read or written, or a line of it that says nothing to be done."""


class ExportError(BilatError):
    """An export that cannot be made: an unknown format, or a file that cannot be written."""


class ReconciliationError(BilatError):
    """A reconciliation that cannot be done: a service that is out of reach, answers badly or asks to wait too long."""
