"""Find a Chromium for the browser tests and the pictures, or fetch one.

Run as `python -m tools.browser`: it says which one is used, and fetches one when there is
none: Debian's package when that is possible, else the one that Playwright offers.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTING = "VENDOR_TRACKER_TEST_BROWSER"


def _from_playwright() -> str | None:
    """Give the browser that Playwright downloaded earlier, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find_browser() -> str | None:
    """Give the path of a Chromium on this computer, or None."""
    chosen = os.environ.get(SETTING)
    if chosen:
        return chosen
    present = (shutil.which(name) for name in NAMES)
    return next((path for path in present if path), None) or _from_playwright()


def _runs(command: list[str]) -> bool:
    """Run one step of fetching and say whether it worked."""
    sys.stdout.write(f"Fetching a browser: {' '.join(command)}\n")
    sys.stdout.flush()
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0


def fetch_browser() -> None:
    """Install a Chromium in the way that suits this computer."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        if _runs(["apt-get", "update"]) and _runs(install) and shutil.which("chromium"):
            return
    _runs([sys.executable, "-m", "playwright", "install", "chromium"])


def main() -> int:
    """Make sure that there is a browser; exit with 1 and a sentence when there is none."""
    if find_browser() is None:
        fetch_browser()
    path = find_browser()
    if path is None:
        sys.stderr.write(
            "No Chromium was found and none could be fetched. Install one, or name it in "
            f"{SETTING}, and run this again.\n"
        )
        return 1
    sys.stdout.write(f"Browser: {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
