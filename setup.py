"""Packages and the front end; everything else about the project stands in setup.cfg."""

import subprocess
import sys
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent


class BuildWithPages(build_py):
    """Build the styles and scripts of the pages before the package is put together."""

    def run(self) -> None:
        """Build the front end unless it is up to date, then the package."""
        subprocess.run([sys.executable, str(HERE / "assets" / "build.py")], check=True)
        # The list of data files may have been made before the front end existed.
        self.__dict__.pop("data_files", None)
        super().run()


setup(
    packages=[
        *find_packages(include=["vendor_tracker", "vendor_tracker.*"]),
        "vendor_tracker.templates",
        "vendor_tracker.migrations",
        "vendor_tracker.migrations.versions",
    ],
    cmdclass={"build_py": BuildWithPages},
)
