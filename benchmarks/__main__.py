"""``python -m benchmarks [NAME…]``."""

from __future__ import annotations

import argparse
import importlib
import platform

NAMES = ("startup", "querying", "loading", "extraction", "linking", "reconciliation", "dumps")

parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed as ratios.")
parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(NAMES)} (default: all)")
names = parser.parse_args().names or NAMES
if unknown := set(names) - set(NAMES):
    parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")

print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
for name in names:
    importlib.import_module(f"benchmarks.{name}").main()
