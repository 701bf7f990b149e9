"""A folder that nobody may write to. Root may write everywhere, so somebody else tries."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

_VISITOR = """
import os, sys
import planner.demo.folder, planner.demo.pictures  # while they can be read
from planner.cli import main
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(sys.argv[1:]))
"""


def test_a_folder_without_rights_is_said_in_one_line() -> None:
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        folder = Path(above) / "out"
        folder.mkdir()
        folder.chmod(0o555)
        for place in (folder, folder / "new"):
            done = subprocess.run(
                [sys.executable, "-c", _VISITOR, "demo", "--out", place],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert (done.returncode, done.stdout) == (1, "")
            assert done.stderr.startswith("planner: ")
            assert done.stderr.count("\n") == 1
            assert "Permission denied" in done.stderr
        assert not list(folder.iterdir())
