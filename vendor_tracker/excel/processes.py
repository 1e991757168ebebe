"""Run what touches a hostile file in a process of its own, with bounded memory and time."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import vendor_tracker
from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.child import TOO_MUCH
from vendor_tracker.excel.limits import Limits
from vendor_tracker.excel.xmlparts import DAMAGED

# What a child needs to find Python and its libraries; nothing of ours goes with it.
_PASSED_ON = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")


# The modules that may run so.
READ, MARK = "vendor_tracker.excel.child", "vendor_tracker.excel.marking"


def run_child(module: str, request: bytes, answer: IO[bytes], limits: Limits) -> None:
    """Run a module of ours with a request on its standard input, bounded in memory and time."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # The child must find the program wherever the parent was started from.
    environment["PYTHONPATH"] = str(Path(vendor_tracker.__file__).parent.parent)
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    try:
        done = subprocess.run(  # noqa: S603  # our own module, no shell, no text of the file
            # -P: a module lying in the folder this was started from is not picked up.
            [sys.executable, "-P", "-m", module],
            input=request,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_MUCH) from error
    if done.returncode:
        # Ended by a limit, or by a fault in the file that no check foresaw.
        raise Refused(TOO_MUCH if done.returncode < 0 else DAMAGED)
