"""The staff guide: a chapter is a file, a step ends with its picture, and what it names in bold is looked for."""

from pathlib import Path

import pytest
from django.conf import settings

from records.guide import Chapter, Step, chapters


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "10-a-thing.md"
    path.write_text(
        "# เรื่องหนึ่ง\n\nกด **บันทึก**\n![ภาพ](pictures/one.png)\n"
        "<b>x</b> **ต่อ** และ **จบ**\n![ภาพ](pictures/two.png)\nจบ **แล้ว**\n"
    )
    return path


def test_a_chapter_is_read_from_its_file(written: Path) -> None:
    chapter = Chapter.of_file(written)
    assert (chapter.name, chapter.title) == ("a-thing", "เรื่องหนึ่ง")
    assert chapter.steps == (Step("one", ("บันทึก",)), Step("two", ("ต่อ", "จบ")))


def test_a_page_shows_its_pictures_and_no_html_of_a_chapter(written: Path) -> None:
    html = Chapter.of_file(written).html
    assert '<img src="/static/guide/one.png" alt="ภาพ" loading="lazy"' in html
    assert "&lt;b&gt;x" in html
    assert "<strong>บันทึก</strong>" in html


@pytest.mark.parametrize(("name", "text"), [("10-a.md", "no title"), ("a.md", "# title"), ("10-A.md", "# title")])
def test_a_file_without_number_or_title_is_no_chapter(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match="isn't a chapter"):
        Chapter.of_file(tmp_path / name)


def test_every_chapter_has_its_pictures_and_a_test_that_takes_them() -> None:
    """And no picture, text or test is left of a chapter that went."""
    tests = settings.BASE_DIR / "tests" / "browser" / "guide"
    named = sorted(step.picture for chapter in chapters() for step in chapter.steps)
    assert len(named) == len(set(named))
    assert sorted(path.stem for path in (settings.GUIDE / "pictures").glob("*")) == named
    assert sorted(path.stem for path in (tests / "texts").glob("*")) == named
    walked = {path.stem.removeprefix("test_").replace("_", "-") for path in tests.glob("test_*.py")}
    assert walked == {chapter.name for chapter in chapters() if chapter.steps}
