"""What a command says: results to standard output, notes to standard error."""

from __future__ import annotations

import sys

import click


def write(data: bytes) -> None:
    """Bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def note(sentence: str) -> None:
    """One line to standard error."""
    click.echo(f"bilat-kg: {sentence}", err=True)
