"""The store that a command works on."""

from __future__ import annotations

import click

DEFAULT_STORE = "bilat-kg.store"

store_option = click.option(
    "--store", metavar="DIR", default=DEFAULT_STORE, show_default=True, help="The store directory."
)
