"""The pages of text: complete, cacheable, and true about what the portal is made of."""

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import geothai
import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db  # every page asks whether invented rows are loaded

ROOT = Path(settings.BASE_DIR)
VENDOR = ROOT / "static" / "vendor"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
PAGES = {
    "privacy": ["พ.ศ. 2562", "ภายใน 30 วัน", "ถอนความยินยอม", "ไม่มีคุกกี้ติดตาม"],
    "accessibility": ["WCAG", "ระดับ AA", "axe-core", "ข้อจำกัดที่ทราบ", "แจ้งปัญหา"],
    "credits": [
        "ประวัติความเป็นมา",
        "ED-JR 05-095",
        "CLUSTER DAY 2012",
        "CC BY 4.0",
        "Tae Noppakun Wongsrinoppakun",
        "Open Font License",
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_text_says_what_it_must(client: Client, name: str) -> None:
    response = client.get(f"/{name}/")
    text = response.content.decode()
    assert response.status_code == 200
    assert [words for words in PAGES[name] if words not in text] == []
    assert text.count("<h1") == 1


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_page_of_text_may_be_cached_and_sets_no_cookie(client: Client, prefix: str, name: str) -> None:
    response = client.get(f"{prefix}/{name}/")
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_text_only_answers_reading(client: Client, name: str) -> None:
    assert client.post(f"/{name}/").status_code == 405


def test_the_language_follows_the_address_and_each_page_names_the_other(client: Client) -> None:
    thai = client.get("/privacy/?a=1").content.decode()
    assert '<html lang="th">' in thai
    assert '<link rel="alternate" hreflang="en" href="/en/privacy/?a=1">' in thai
    assert '<html lang="en">' in client.get("/en/privacy/", headers={"accept-language": "th"}).content.decode()


def test_every_library_that_serves_is_credited(client: Client) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[\[~<>=]", line)[0] for line in project["dependencies"]]
    text = client.get("/credits/").content.decode()
    assert [name for name in names if name not in text] == []


def test_every_vendored_file_is_the_one_that_was_checked() -> None:
    lines = (line.split("  ") for line in (VENDOR / "CHECKSUMS").read_text().splitlines())
    listed = {path: digest for digest, path in lines}
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "CHECKSUMS"
    }
    assert found == listed


def test_the_map_has_a_shape_for_each_province_and_is_drawn_from_the_vendored_one() -> None:
    shapes = ROOT / "static" / "img" / "provinces.svg"
    before = shapes.read_text()
    assert set(re.findall(r'id="p([0-9]{2})" d="M', before)) == {province.code for province in geothai.provinces()}
    subprocess.run([sys.executable, ROOT / ".ci" / "draw-map"], check=True)
    assert shapes.read_text() == before


def test_no_vendored_file_points_to_a_source_map() -> None:
    texts = [path for path in VENDOR.rglob("*") if path.is_file() and path.suffix in {".css", ".js"}]
    assert [path.name for path in texts if "sourceMappingURL" in path.read_text()] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:|data:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_spoils_thai_letters(path: Path) -> None:
    text = path.read_text()
    # The admin's takes Django's own spacing and capitals back.
    spoilt = r"letter-spacing: (?!normal;)|text-align: justify|text-transform: (?!none;)|italic;"
    assert not re.search(spoilt, text)
    assert all(float(value) >= 1.6 for value in re.findall(r"(?:line-height|--leading\S*): ([\d.]+)", text))


# The admin's styles meet Django's own pages, whose parts have tags and ids instead of classes; the paper's stands alone
# beside documents of its own, as the base's does beside pages.
OF_OTHERS = {"base.css", "admin.css", "admin-type.css", "imports.css", "paper.css"}
OWN_PAGES = [path for path in STYLES if path.name not in OF_OTHERS]


@pytest.mark.parametrize("path", OWN_PAGES, ids=lambda path: path.name)
def test_only_the_base_style_selects_tags_and_none_selects_ids(path: Path) -> None:
    rules = re.sub(r"/\*.*?\*/|@font-face|@page", "", path.read_text(), flags=re.DOTALL)
    selectors = re.findall(r"(?:^|[};])\s*([^{};@]+)\{", rules)
    parts = [part.strip() for selector in selectors for part in re.split(r"[,\s>+]+", selector) if part.strip()]
    assert [part for part in parts if not re.match(r"[.:*\[]", part)] == []


@pytest.mark.parametrize(
    "path", [path for path in STYLES if path.name not in {"tokens.css", "paper.css"}], ids=lambda path: path.name
)
def test_colours_are_named_once(path: Path) -> None:
    text = re.sub(r":root \{.*?\}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", text)
