"""Whether what is kept is still what was issued."""

import json

import pytest

from programmes.edition_checks import problems_of
from programmes.edition_files import KINDS
from programmes.models import Edition, EditionFile
from programmes.models.editions import checksum
from records.guard import bulk_writes
from tests.programmes.published import closed_year, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    return publish(closed_year())


def found(edition: Edition, **written: object) -> list[str]:
    """Return what is found after somebody wrote into the table, past every rule."""
    with bulk_writes():
        Edition.objects.filter(pk=edition.pk).update(**written)
    return list(problems_of(Edition.objects.select_related("round").get(pk=edition.pk)))


def test_a_whole_edition_has_no_problem(edition: Edition) -> None:
    assert found(edition, state="published") == []


def test_a_changed_content_is_told_by_its_checksum(edition: Edition) -> None:
    assert found(edition, content=edition.content.replace("2568", "2569", 1)) == ["เนื้อหาไม่ตรงกับค่าตรวจสอบ"]


def test_a_content_that_was_written_in_another_way_is_told(edition: Edition) -> None:
    spaced = json.dumps(json.loads(edition.content), ensure_ascii=False)
    told = found(edition, content=spaced, sha256=checksum(spaced.encode()))
    assert told[0] == "เนื้อหาไม่ใช่รูปแบบมาตรฐาน (canonical JSON)"
    assert all("สร้างใหม่" in problem for problem in told[1:])  # the files name the checksum


def test_a_changed_row_of_the_table_is_told(edition: Edition) -> None:
    lines = {**edition.lines, "all": {**edition.lines["all"], "from_year": 2567}}
    assert found(edition, lines=lines) == ["แถวในตารางรายปีไม่ตรงกับเนื้อหา"]


def test_a_changed_file_is_told_whether_its_checksum_was_changed_too_or_not(edition: Edition) -> None:
    for language, sha256 in (("th", "0" * 64), ("en", checksum(b"x"))):
        with bulk_writes():
            EditionFile.objects.filter(language=language, kind="csv").update(content=b"x", sha256=sha256)
    assert found(edition, state="published") == [
        "ไฟล์ csv (en) สร้างใหม่จากเนื้อหาแล้วไม่เหมือนเดิม",
        "ไฟล์ csv (th) ไม่ตรงกับค่าตรวจสอบ",
    ]


def test_a_file_that_cannot_be_made_again_is_held_by_its_checksum_alone(edition: Edition) -> None:
    with bulk_writes():
        EditionFile.objects.filter(kind="json").update(kind="old", content=b"x", sha256=checksum(b"x"))
    assert "old" not in KINDS
    assert found(edition, state="published") == ["ไม่มีไฟล์ json (en)", "ไม่มีไฟล์ json (th)"]


def test_a_workbook_is_held_by_its_checksum_and_missed_where_one_language_lost_it(edition: Edition) -> None:
    with bulk_writes():
        EditionFile.objects.filter(kind="xlsx", language="th").update(content=b"x")
        EditionFile.objects.filter(kind="xlsx", language="en").update(kind="pdf")
    assert found(edition, state="published") == [
        "ไม่มีไฟล์ pdf (th)",
        "ไม่มีไฟล์ xlsx (en)",
        "ไฟล์ xlsx (th) ไม่ตรงกับค่าตรวจสอบ",
    ]


def test_files_that_are_gone_are_told(edition: Edition) -> None:
    with bulk_writes():
        EditionFile.objects.all().delete()
    assert found(edition, state="published") == ["ไม่มีไฟล์ที่เก็บไว้"]
