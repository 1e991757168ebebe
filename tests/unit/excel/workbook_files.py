"""Workbooks made by hand for tests: sound ones and hostile ones."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Parts = dict[str, str | bytes]


def text(address: str, words: str) -> str:
    """Return a cell with a text in it."""
    return f'<c r="{address}" t="inlineStr"><is><t>{words}</t></is></c>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """Return the XML of a sheet."""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


HEADINGS = f'<row r="1">{text("A1", "Name")}{text("B1", "Price")}</row>'
ROW_2 = f'<row r="2">{text("A2", "Scribe (example)")}<c r="B2"><v>12.5</v></c></row>'


def parts(
    rows: str = HEADINGS + ROW_2,
    *,
    before: str = "",
    after: str = "",
    others: Mapping[str, str] | None = None,
    hidden: tuple[str, ...] = (),
    workbook: str = "",
) -> Parts:
    """Return the parts of a workbook whose first sheet is called List."""
    sheets = {"List": sheet(rows, before, after), **(others or {})}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}" '
        f'state="{"hidden" if name in hidden else "visible"}"/>'
        for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            related
            + f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
            + f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        ),
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}"><si><t>Shared</t></si></sst>',
        **{f"xl/worksheets/sheet{n}.xml": body for n, body in enumerate(sheets.values(), 1)},
    }


def relations(inner: str) -> str:
    """Return the XML of a relations part."""
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def packed(content: Parts) -> bytes:
    """Return parts as a packed file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in content.items():
            archive.writestr(
                zipfile.ZipInfo(name, (2026, 10, 6, 9, 0, 0)), body, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def saved(folder: Path, content: Parts | bytes, name: str = "list.xlsx") -> Path:
    """Write a workbook into a folder."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else packed(content))
    return path
