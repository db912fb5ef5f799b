"""``python -m benchmarks.serving [NAME…]``: the server beside the native one, under load, and under hostile queries."""

from __future__ import annotations

import argparse
import importlib

NAMES = ("load", "native", "hostile", "endurance")


def main() -> None:
    """Run the measurements that are named, or all but the one that takes long."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)} (default: all but endurance)")
    parser.add_argument("--minutes", type=float, default=10.0, help="of endurance (default: 10)")
    parser.add_argument("--native", metavar="FILE", default="oxigraph", help="the program oxigraph, from PyPI")
    given = parser.parse_args()
    if unknown := set(given.names) - set(NAMES):
        parser.error(f"there is no measurement {', '.join(unknown)}; there are {', '.join(NAMES)}")
    for name in given.names or NAMES[:-1]:
        importlib.import_module(f"benchmarks.serving.{name}").main(given)


if __name__ == "__main__":
    main()
