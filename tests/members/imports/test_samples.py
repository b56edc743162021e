"""The files that the department gave as samples, with what is to become of each. They are synthetic."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from clusters.models import Cluster
from members.models import Consent, Contact, Organisation
from tests.members.imports.files import listed, xlsx
from tests.members.management.commands.test_import_members import run

SAMPLES = Path(__file__).parent / "samples"
# Name: outcome, rows that can go in, that wait, that are no members.
EXPECTED = {
    "01.xlsx": ("accepted", 20, 0, 0),
    "02.xlsx": ("accepted", 15, 0, 2),
    "03.xlsx": ("accepted", 15, 0, 0),
    "04.csv": ("accepted", 15, 0, 0),
    "05.xlsx": ("accepted", 12, 0, 0),
    "06.xlsx": ("accepted", 10, 0, 0),
    "07.xlsx": ("accepted", 9, 0, 7),
    "08.xlsx": ("accepted", 20, 0, 0),
    "09.xlsx": ("accepted", 12, 0, 0),
    "10.csv": ("accepted", 20, 0, 0),
    "11.csv": ("flagged", 7, 3, 0),
    "12.csv": ("flagged", 10, 0, 0),
    "14.xlsx": ("flagged", 10, 2, 0),
    "15.xlsx": ("flagged", 10, 4, 0),
    "16.xlsx": ("accepted", 20, 0, 0),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_ends_as_it_should_and_a_second_time_changes_nothing(clusters: list[Cluster], name: str) -> None:
    outcome, ok, flagged, skipped = EXPECTED[name]
    code, told, _ = run(SAMPLES / name, "--confirm-clean")
    assert (told["outcome"], told["rows"]) == (outcome, {"ok": ok, "flagged": flagged, "skipped": skipped})
    assert code == ["accepted", "flagged"].index(outcome)
    assert told["created"] == Organisation.objects.count() == ok
    _, again, _ = run(SAMPLES / name, "--confirm-clean")
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, ok)


def test_every_sample_is_tried() -> None:
    assert set(EXPECTED) == {path.name for path in SAMPLES.iterdir()}


def test_one_list_in_two_encodings_is_one_list(clusters: list[Cluster]) -> None:
    run(SAMPLES / "03.xlsx")
    assert run(SAMPLES / "04.csv")[1]["unchanged"] == 15


def test_of_the_ways_to_say_yes_and_no_only_a_dated_yes_publishes(clusters: list[Cluster]) -> None:
    _, told, _ = run(SAMPLES / "15.xlsx", "--confirm-clean")
    assert [problem["row"] for problem in told["problems"]] == [5, 11, 12, 13]
    consented = Organisation.objects.filter(pk__in=Consent.objects.values("organisation"))
    assert consented.count() == sum(each["consent"] for each in told["members"]) == 5
    assert not Contact.objects.filter(organisation__in=consented, value__contains="canary").exists()


def test_a_zip_that_claims_less_than_it_holds_is_rejected(clusters: list[Cluster], tmp_path: Path) -> None:
    """The thirteenth sample, made here: a sheet of megabytes that the directory calls 4 KB."""
    size, file = 12_345_678, BytesIO(xlsx(listed()))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * size)
    path = tmp_path / "a.xlsx"
    path.write_bytes(file.getvalue().replace(struct.pack("<I", size), struct.pack("<I", 4096)))
    code, told, _ = run(path)
    assert (code, told["outcome"], Organisation.objects.count()) == (2, "rejected", 0)
