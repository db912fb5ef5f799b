"""``python -m bilat_kg`` is ``bilat-kg``."""

from bilat_kg.cli import main

main()
