"""Take the pictures of docs/images: every page listed here, at the desk and on a phone."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from tools.browser import find_browser
from tools.serving import demonstration

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDTHS = {"desktop": 1280, "phone": 390}


# What stands below is seen by scrolling; a picture is for a first impression.
HEIGHTS = {"desktop": 1400, "phone": 1500}
CALL = """\
It works as well on dark skin as on light skin.
A licence costs £36,900 a year.
They will send the test by skin tone.
"""
# What the flag says whose picture is taken; its number moves with every new rule.
RESULT = "“Sensitivity: share of bleeds found”: 96.2"
LIST = b"""\
Firm,Product,Stage
Larkhill Imaging (example),Fracture Finder (example),Live
Larkhill Imaging (example),Spine Reader (example),Watching
Pennywell Cardiac (example),Heart Echo Measure (example),Piloting
"""
MAPPING = b"""\
[suppliers]
name = "Firm"

[products]
name = "Product"
stage = "Stage"
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, the page, the role it is seen in, and what is done there first."""

    name: str
    path: str
    role: str = "officer"
    act: Callable[[Page], None] | None = None


def paste_call(page: Page) -> None:
    """Paste what was said in a call."""
    page.get_by_label("What did they say or show?").fill(CALL)
    page.get_by_role("button", name="Save").click()


def save_call(page: Page) -> None:
    """Log what was said in a call, to the end."""
    paste_call(page)
    page.get_by_role("button", name="Save all").click()


def open_result(page: Page) -> None:
    """Open the flag of the result that passes the supplier's bar and not ours."""
    page.get_by_role("main").get_by_role("link").filter(has_text=RESULT).first.click()


def open_results(page: Page) -> None:
    """Go from the list of groups to the results by group of a claim."""
    page.get_by_role("main").get_by_role("link").filter(has_text="in every group").first.click()


def preview_list(page: Page) -> None:
    """Choose a list of one's own with its mapping, and look at what it would change."""
    page.locator("summary").click()
    chosen = (("Your list", "our-list.csv", LIST), ("A mapping", "our-list.toml", MAPPING))
    for label, name, content in chosen:
        payload: FilePayload = {"name": name, "mimeType": "text/plain", "buffer": content}
        page.get_by_label(label).set_input_files(payload)
    page.get_by_role("button", name="Look at what would change").click()


def choose_columns(page: Page) -> None:
    """Choose a list of one's own without a mapping, and see what its columns seem to hold."""
    payload: FilePayload = {"name": "our-list.csv", "mimeType": "text/plain", "buffer": LIST}
    page.get_by_label("Your list").set_input_files(payload)
    page.get_by_role("button", name="Look at what would change").click()


# Those that change something stand at the end, so that the others show the same each time.
PICTURES = (
    Picture("home", "/demo/"),
    Picture("products", "/demo/products"),
    Picture("product", "/demo/products/PRD-7"),
    Picture("costs", "/demo/products/PRD-7/costs"),
    Picture("claim", "/demo/claims/CLM-8"),
    Picture("groups", "/demo/products/PRD-7/groups"),
    Picture("results", "/demo/products/PRD-7/groups", act=open_results),
    Picture("card", "/demo/cards/CRD-1"),
    Picture("device", "/demo/products/PRD-7/device"),
    Picture("case", "/demo/products/PRD-7/case"),
    Picture("kinds-of-cost", "/demo/products/PRD-7/costs/kinds"),
    Picture("whole-life", "/demo/products/PRD-7/whole-life"),
    Picture("payments", "/demo/payments"),
    Picture("checklists", "/demo/checklists/all", "administrator"),
    Picture("sources", "/demo/sources"),
    Picture("supplier", "/demo/suppliers/SUP-7"),
    Picture("flag", "/demo/flags?rule=F10&state=open", "reviewer", open_result),
    Picture("flags", "/demo/flags", "reviewer"),
    Picture("checklist", "/demo/products/PRD-7/checklists/CST"),
    Picture("item", "/demo/products/PRD-7/items/CST-03"),
    Picture("gate", "/demo/products/PRD-7/gates/award", "reviewer"),
    Picture("waivers", "/demo/waivers?state=", "reviewer"),
    Picture("rules", "/demo/rules", "administrator"),
    Picture("report", "/demo/products/PRD-7/report", "reviewer"),
    Picture("ask", "/demo/questions/ask?about=QUE-3"),
    Picture("request", "/demo/requests/QNR-1", "reviewer"),
    Picture("request-review", "/demo/requests/QNR-1/review", "reviewer"),
    Picture("log", "/demo/log?about=PRD-5"),
    Picture("first-look", "/demo/products/PRD-8/first-look"),
    Picture("register", "/demo/register"),
    Picture("import-columns", "/demo/imports/add", act=choose_columns),
    Picture("import-preview", "/demo/imports/add", act=preview_list),
    Picture("log-label", "/demo/log?about=PRD-5", act=paste_call),
    Picture("log-saved", "/demo/log?about=PRD-5", act=save_call),
)


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture at each width."""
    for name, width in WIDTHS.items():
        page = browser.new_page(
            base_url=address, viewport={"width": width, "height": 900}, locale="en-GB"
        )
        page.goto("/sign-in")
        page.get_by_role("button", name=f"Try as {picture.role}").click()
        page.wait_for_url("**/demo/")
        answer = page.goto(picture.path)
        if answer is None or not answer.ok:
            raise SystemExit(f"{picture.path} could not be opened, so it has no picture.")
        if picture.act:
            picture.act(page)
        page.wait_for_load_state()
        tall = int(page.evaluate("document.documentElement.scrollHeight"))
        page.screenshot(
            path=IMAGES / f"{picture.name}-{name}.png",
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": min(tall, HEIGHTS[name])},
        )
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
