"""``python -m benchmarks [NAME…]``."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from bilat_kg.compilation import form

NAMES = (
    "startup",
    "querying",
    "loading",
    "extraction",
    "throughput",
    "jobs",
    "incremental",
    "named",
    "linking",
    "reconciliation",
    "dumps",
)

parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed as ratios.")
parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(NAMES)} (default: all)")
parser.add_argument("--compiled", action="store_true", help="measure the wheel with its compiled text wing")
arguments = parser.parse_args()
names = arguments.names or NAMES
if unknown := set(names) - set(NAMES):
    parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")

if arguments.compiled:  # a folder with the package as it is installed, in which these benchmarks run once more
    with tempfile.TemporaryDirectory() as folder:
        root = Path(__file__).parent.parent
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, root]
        subprocess.run(pip, check=True, env={**os.environ, "BILAT_KG_COMPILE": "require"})
        Path(folder, "benchmarks").symlink_to(root / "benchmarks")
        sys.exit(subprocess.run([sys.executable, "-m", "benchmarks", *names], cwd=folder, check=False).returncode)

print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; text wing: {form()}")
for name in names:
    importlib.import_module(f"benchmarks.{name}").main()
