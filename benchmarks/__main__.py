"""`make bench`: run every suite and print one table."""

import importlib
import platform
import sys

SUITES = ("startup", "flags", "pages", "imports", "registers")


def main(names: list[str]) -> None:
    """Run the suites named, or all of them."""
    print(f"Python {platform.python_version()}, {platform.machine()}")
    print("| What | ms, median (least to most) | Goal | |")
    print("|---|---|---|---|")
    for name in names or SUITES:
        for case in importlib.import_module(f"benchmarks.{name}").run():
            print(case.line(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
