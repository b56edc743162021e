"""What the start page says of results."""

from datetime import date

import pytest

from programmes.admin.result_due import results_returned, results_to_approve
from tests.admin_pages import officer
from tests.factories import MeasurementFactory, SuperuserFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)


def test_an_approver_is_told_of_what_waits_and_not_of_own_entries() -> None:
    boss = SuperuserFactory.create()
    MeasurementFactory.create(state="submitted", enterprises=9)
    MeasurementFactory.create(state="submitted", enterprises=9, author=boss)
    MeasurementFactory.create(author=boss, state="returned", return_reason="หน่วยผิด")
    assert [line.title for line in results_to_approve(boss, DAY)] == ["ผลการดำเนินงาน 1 รายการรอท่านอนุมัติ"]
    assert [line.title for line in results_returned(boss, DAY)] == ["ผลการดำเนินงานที่ท่านบันทึก 1 รายการถูกส่งกลับให้แก้ไข"]
    nobody = officer("view_cluster")
    assert not [*results_to_approve(nobody, DAY), *results_returned(nobody, DAY)]
