"""``python -m benchmarks.dumps [PAGES…]``."""

from __future__ import annotations

import sys

from benchmarks.dumps import SIZES, main

main(tuple(map(int, sys.argv[1:])) or SIZES)
