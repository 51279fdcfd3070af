"""The same text is read the same by every process: no claim hangs on the order of a set."""

import os
import subprocess
import sys

TEXT = (
    "The medical authorities said twelve people died when regional authorities shelled the city's "
    "western districts. The former had counted seven; both the former and the latter named Kano."
)
SCRIPT = (
    "import msgspec, sys; from tests import making; from dateline.read import open_reader; "
    "reading = open_reader().read(making.report(sys.argv[1]), mentions=True); "
    "print(msgspec.json.encode(reading).decode())"
)


def test_a_reading_is_the_same_under_every_hash_seed() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, TEXT],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(told) == 1
