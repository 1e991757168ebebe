"""Take the pictures of docs/images: every page listed here, at the desk and on a phone."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.browser import find_browser
from tools.serving import demonstration

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDTHS = {"desktop": 1280, "phone": 390}


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, the page and the role it is seen in."""

    name: str
    path: str
    role: str = "officer"


PICTURES = (
    Picture("home", "/demo/"),
    Picture("products", "/demo/products"),
    Picture("product", "/demo/products/PRD-7"),
    Picture("suppliers", "/demo/suppliers"),
    Picture("supplier", "/demo/suppliers/SUP-7"),
    Picture("flags", "/demo/flags", "reviewer"),
    Picture("flag", "/demo/flags/FLG-17", "reviewer"),
    Picture("log", "/demo/log"),
    Picture("register", "/demo/register"),
)


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture at each width."""
    for name, width in WIDTHS.items():
        page = browser.new_page(base_url=address, viewport={"width": width, "height": 900})
        page.goto("/")
        page.get_by_role("button", name=f"Try as {picture.role}").click()
        answer = page.goto(picture.path)
        if answer is None or not answer.ok:
            raise SystemExit(f"{picture.path} could not be opened, so it has no picture.")
        page.screenshot(path=IMAGES / f"{picture.name}-{name}.png", full_page=True)
        page.context.close()


def main() -> int:
    """Serve a demonstration and take every picture of it."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, address, picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
