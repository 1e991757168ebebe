"""Named places where a test may end the process as a power cut would."""

import os
import signal
from collections import Counter

_ARMED = os.environ.get("VENDOR_TRACKER_FAILPOINT", "")
_reached: Counter[str] = Counter()


def reach(name: str) -> None:
    """End the process at once if this place is armed, as NAME or NAME:OCCURRENCE."""
    if not _ARMED:
        return
    _reached[name] += 1
    wanted, _, occurrence = _ARMED.partition(":")
    if wanted == name and _reached[name] == int(occurrence or 1):
        os.kill(os.getpid(), signal.SIGKILL)
