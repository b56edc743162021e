"""The command for unattended runs."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import get_language

from clusters.models import Cluster
from members.models import Consent, Contact, Organisation
from programmes.models import Participation
from tests.factories import RoundFactory
from tests.members.imports.files import HEADER, Cells, listed, member, put_clusters, text, xlsx
from tests.snapshot import put_reference


@pytest.fixture
def clusters(db: None) -> list[Cluster]:
    put_reference()
    return put_clusters()


def run(path: Path | str, *options: str) -> tuple[int, dict[str, Any], str]:
    """Return the exit code, the object on the last line, and what stands above it."""
    out, code = StringIO(), 0
    try:
        call_command("import_members", str(path), "--json", *options, stdout=out)
    except SystemExit as ended:
        code = int(ended.code or 0)
    *said, last = out.getvalue().strip().split("\n")
    return code, json.loads(last), "\n".join(said)


def kept(folder: Path, data: bytes, name: str = "รายชื่อ.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_an_accepted_list_says_what_it_did_and_the_second_time_that_it_did_nothing(
    clusters: list[Cluster], tmp_path: Path
) -> None:
    path = kept(tmp_path, xlsx(listed(3)))
    code, told, _ = run(path)
    assert (code, told["outcome"], told["rows"]) == (0, "accepted", {"ok": 3, "flagged": 0, "skipped": 0})
    assert (told["created"], told["changed"], told["unchanged"], told["problems"]) == (3, 0, 0, [])
    assert told["members"][0] == {
        "juristic_number": member(1)[2],
        "name": "บริษัท ทดสอบล้านนา 1 จำกัด",
        "joined_year": 2565,
        "province": "เชียงใหม่",
        "consent": True,
    }
    code, told, said = run(path)
    assert (code, told["created"], told["changed"], told["unchanged"]) == (0, 0, 0, 3)
    assert "ไม่มีการเปลี่ยนแปลง" in told["reason"]
    assert "ไม่มีการเปลี่ยนแปลง" in said


def test_a_flagged_list_writes_clean_rows_only_when_they_are_confirmed(clusters: list[Cluster], tmp_path: Path) -> None:
    path = kept(tmp_path, xlsx([list(HEADER), member(1), member(2, number="1101700207030")]))
    code, told, said = run(path)
    assert (code, told["outcome"], told["rows"]) == (1, "flagged", {"ok": 1, "flagged": 1, "skipped": 0})
    assert told["created"] == Organisation.objects.count() == 0
    (problem,) = told["problems"]
    assert (problem["sheet"], problem["row"], problem["column"]) == ("รายชื่อสมาชิก", 3, "เลขทะเบียนนิติบุคคล")
    assert "1101700207030" not in said + json.dumps(told)
    code, told, _ = run(path, "--confirm-clean")
    assert (code, told["created"], Organisation.objects.count()) == (1, 1, 1)


def test_a_dry_run_writes_nothing(clusters: list[Cluster], tmp_path: Path) -> None:
    code, told, said = run(kept(tmp_path, xlsx(listed(3))), "--dry-run")
    assert (code, told["created"], Organisation.objects.count()) == (0, 3, 0)
    assert "ไม่ได้บันทึก" in said


@pytest.mark.parametrize(
    ("data", "name", "options", "told"),
    [
        (b"%PDF-1.7", "a.xlsx", (), "PDF"),
        (None, "a.xlsx", (), "ไม่พบไฟล์"),
        (b"a" * (10 * 1024 * 1024 + 1), "a.csv", (), "10 MB"),
        (b"a,b\n", "a.csv", ("--cluster", "C9999"), "C9999"),
        (b"a,b\n", "a.csv", ("--year", "2023"), "2566"),
    ],
)
@pytest.mark.django_db
def test_what_is_rejected_says_why(
    tmp_path: Path, data: bytes | None, name: str, options: tuple[str, ...], told: str
) -> None:
    path = tmp_path / name if data is None else kept(tmp_path, data, name)
    code, answer, _ = run(path, *options)
    assert (code, answer["outcome"], answer["members"]) == (2, "rejected", [])
    assert told in answer["reason"]


def test_a_cluster_and_a_year_may_be_chosen(clusters: list[Cluster], tmp_path: Path) -> None:
    path = kept(tmp_path, text([list(HEADER), member(1, cluster="", year=""), member(2)]).encode(), "a.csv")
    code, told, _ = run(path, "--cluster", clusters[1].code, "--year", "๒๕๖๖", "--confirm-clean")
    assert (code, told["rows"]["flagged"]) == (1, 1)  # the second row names another cluster
    membership = Organisation.objects.get().memberships.get()
    assert (membership.cluster, membership.from_year) == (clusters[1], 2566)
    assert told["members"][0]["joined_year"] == 2566


def test_without_json_it_speaks_thai_and_leaves_the_language_alone(clusters: list[Cluster], tmp_path: Path) -> None:
    out, language = StringIO(), get_language()
    call_command("import_members", str(kept(tmp_path, xlsx(listed(2)))), stdout=out)
    assert "แถวที่นำเข้าได้ 2" in out.getvalue()
    assert get_language() == language


def test_nothing_is_published_of_who_did_not_consent(clusters: list[Cluster], tmp_path: Path) -> None:
    rows = [list(HEADER), member(1, consent="ไม่ยินยอม", consented_on=None), member(2, consent=None)]
    run(kept(tmp_path, xlsx(rows)))
    assert (Contact.objects.count(), Consent.objects.count()) == (4, 0)


def test_a_list_of_another_kind_comes_in_by_its_name(clusters: list[Cluster], tmp_path: Path) -> None:
    RoundFactory.create(fiscal_year=2567)
    rows: list[Cells] = [["ชื่อคลัสเตอร์", "ปีงบประมาณ"], [clusters[0].name, 2567], ["กลุ่มที่ไม่มี", 2567]]
    path = kept(tmp_path, xlsx(rows))
    code, told, _said = run(path, "--kind", "clusters", "--confirm-clean")
    assert (code, told["created"], told["rows"]) == (1, 1, {"ok": 1, "flagged": 1, "skipped": 0})
    assert (told["members"][0]["name"], told["members"][0]["joined_year"]) == (clusters[0].name, 2567)
    written = Participation.objects.get().history.get()
    assert (written.history_user, written.history_change_reason[:28]) == (None, "นำเข้ารายชื่อปีงบประมาณ 2567")
