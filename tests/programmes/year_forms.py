"""Reading the figures of a year's report out of each of its forms, as ``figures_of`` names them."""

import csv
import json
import re
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any

import openpyxl
from pypdf import PdfReader

from programmes.reports.year_figures import REPEATED, YearFigure
from programmes.reports.year_groups import breakdown_titles, column_titles
from tests.papers import squeezed

Figures = dict[str, float]
Rows = list[list[str]]


class _Tables(HTMLParser):
    """The cells of each table of a page, by the id of its caption; facts by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, Rows] = {}
        self.facts: dict[str, str] = {}
        self._rows: Rows = []
        self._cell: list[str] | None = None
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "caption":
            self._rows = self.tables.setdefault(str(dict(attrs).get("id")), [])
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"th", "td", "dt", "dd"}:
            self._cell = []

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._cell is None or tag not in {"th", "td", "dt", "dd"}:
            return
        text, self._cell = squeezed("".join(self._cell)), None
        if tag == "dt":
            self._name = text
        elif tag == "dd":
            self.facts[self._name] = text
        else:
            self._rows[-1].append(text)


def number(text: str) -> float:
    """Read the first number of a text as people do; what is taken off counts as it was."""
    return float(re.findall(r"[0-9][0-9,.]*", text)[0].replace(",", "").rstrip("."))


FACTS = {
    "enterprises": "วิสาหกิจและสมาชิก (นับแต่ละรายครั้งเดียว)",
    "memberships": "การเป็นสมาชิก (รายที่อยู่หลายกลุ่มนับทุกกลุ่ม)",
    "partners": "หน่วยงานสนับสนุน (นับแต่ละแห่งครั้งเดียว)",
}


def on_page(html: str, figures: tuple[YearFigure, ...]) -> Figures:
    """Return the figures that the page shows, by the keys of those that it should show; it may leave out zeros."""
    read = _Tables()
    read.feed(html)
    found: Figures = {}
    for (table, label), cells in rows_of(figures).items():
        for row in read.tables.get(table, []):
            if row and row[0] == label:
                places = _RESULTS if table == "results-caption" else {}
                found |= {
                    figure.key: number(row[places.get(figure.measure, place)])
                    for place, figure in enumerate(cells, start=1)
                }
    for figure in figures:
        name = squeezed(FACTS.get(figure.measure, ""))
        if name in read.facts and not figure.group:
            found[figure.key] = number(read.facts[name])
    return found


_RESULTS = {"target": 1, "result": 2, "percent": 3, "reported": 5}  # the signal stands between


def rows_of(figures: tuple[YearFigure, ...]) -> dict[tuple[str, str], list[YearFigure]]:
    """Return the figures of each row of the page's tables, by the table's caption and the row's label, in order."""
    found: dict[tuple[str, str], list[YearFigure]] = {}
    kinds = list(dict.fromkeys(figure.group_by for figure in figures if figure.group_by in breakdown_titles()))
    for figure in figures:
        if figure.measure.startswith("flow_"):
            table = "flow-funders-caption" if figure.group else "flow-caption"
            found.setdefault((table, squeezed(figure.group_label or figure.measure_label)), []).append(figure)
        elif figure.group_by == "indicator":
            label = squeezed(f"{figure.group_label} ({_unit(figures, figure.group)})")
            found.setdefault(("results-caption", label), []).append(figure)
        elif figure.group_by:
            table = "services-caption" if figure.group_by == "service" else f"by-{figure.group_by}"
            found.setdefault((table, squeezed(figure.group_label)), []).append(figure)
        elif figure.measure in column_titles():
            for kind in kinds:
                found.setdefault((f"by-{kind}", "รวม"), []).append(figure)
    return found


def _unit(figures: tuple[YearFigure, ...], indicator: str) -> str:
    """Return the unit of an indicator as its own figures say it."""
    own = (each for each in figures if each.group_by == "indicator" and each.group == indicator)
    return next((each.unit_label for each in own if each.measure in {"target", "result"}), "")


def in_workbook(content: bytes) -> Figures:
    rows = list(openpyxl.load_workbook(BytesIO(content))["ตัวเลขทั้งหมด"].values)[1:]
    return {str(row[0]): float(str(row[4])) for row in rows}


def in_csv(content: bytes) -> Figures:
    rows = csv.DictReader(StringIO(content.decode("utf-8-sig")))
    return {row["id"]: float(row["value"]) for row in rows if row["basis"] == "recorded"}


def in_json(content: bytes) -> Figures:
    """Return the figures of the JSON by the keys that they have elsewhere."""
    data = json.loads(content)
    recorded = data["groups"]["recorded"]
    counted = {name: recorded[name] for name in recorded if name != "not_continued"}
    counted["unknown"] = 2 * counted["total"] - sum(counted.values())
    found: Figures = {f"recorded:{name}": value for name, value in counted.items()}
    found |= {f"recorded:{name}": data["enterprises"][key] for name, key in _ENTERPRISES.items()}
    found["recorded:partners"] = data["partners"]
    found |= {
        f"recorded:service:{line['service']}:{name}": line[key]
        for line in data["services"]
        for name, key in (("partners", "partners"), ("supported_clusters", "clusters"))
    }
    found |= {
        f"recorded:indicator:{line['indicator']}:{name}": line[key]
        for line in data["indicators"]
        for name, key in (("target", "target"), ("result", "value"), ("percent", "percent"), ("reported", "reported"))
        if line[key] is not None
    }
    return found | _breakdowns(data["breakdowns"]) | _flow(data["flow"])


def _breakdowns(tables: dict[str, Any]) -> Figures:
    found: Figures = {}
    for kind, table in tables.items():
        rows = [*table["rows"], *([{"key": REPEATED, **table["repeated"]}] if table["repeated"]["total"] else [])]
        for row in rows:
            found |= {f"recorded:{kind}:{row['key']}:{name}": row[name] for name in row if name not in {"key", "name"}}
    return found


def _flow(flow: dict[str, Any] | None) -> Figures:
    if flow is None:
        return {}
    bands = ("carried", "new", "returning", "left")
    return {f"recorded:flow_{band}": len(flow[band]) for band in bands} | {
        f"recorded:funder:{line['funder']}:flow_{band}": line[band] for line in flow["by_funder"] for band in bands
    }


_ENTERPRISES = {"enterprises": "distinct", "memberships": "memberships"}


def on_paper(content: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))
