"""Where the shared corpora and scorers lie, and how their scorers are run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def shared_folder() -> Path | None:
    """Return the folder of shared material: `DATELINE_SHARED`, else `../shared`; None if absent."""
    folder = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parents[2] / "shared"))
    return folder if (folder / "bench" / "score_sets.py").is_file() else None


def run_scorer(shared: Path, script: str, *arguments: str | Path) -> dict[str, Any]:
    """Run a scorer of `shared/bench` with `--json` and return what it prints."""
    command = [sys.executable, str(shared / "bench" / script), *map(str, arguments), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result
