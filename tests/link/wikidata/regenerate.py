"""Writes the golden differences and batches anew: ``python -m tests.link.wikidata.regenerate``. Read what changed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from written import DATA, GOLDEN, gold_store

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        store = gold_store(Path(folder) / "bilat-kg.store")
        for name, arguments in GOLDEN.items():
            command = [Path(sys.executable).with_name("bilat-kg"), *arguments, "--store", store]
            (DATA / name).write_bytes(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
