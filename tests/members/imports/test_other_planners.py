"""Partners come in with their services, figures only for those who are there; both again change nothing."""

from decimal import Decimal

import pytest

from clusters.models import Cluster
from members.models import EnterpriseFigures, ImportBatch, Organisation, Support, User
from tests.factories import OrganisationFactory, SupportFactory, UserFactory
from tests.members.imports.batches import boss, checked, done, worked
from tests.members.imports.files import CLUSTERS, Cells, member, number
from tests.members.imports.operations.test_undo import undone
from tests.members.imports.test_other_lists import FIGURES, PARTNERS

pytestmark = pytest.mark.usefixtures("clusters")


def told(batch: ImportBatch) -> list[str]:
    return [problem[1] for row in batch.rows.all() for problem in row.problems]


def test_partners_come_in_with_services_and_can_be_taken_back() -> None:
    rows: list[Cells] = [
        ["มหาวิทยาลัยล้านนา", CLUSTERS[0], "ฝึกอบรม", 2565, 2567],
        ["มหาวิทยาลัยล้านนา", CLUSTERS[0], "วิจัยและพัฒนา", 2565, ""],
        ["ธนาคารตัวอย่าง", CLUSTERS[1], "สินเชื่อ", "", ""],
    ]
    batch = done(*rows, header=PARTNERS, year=2566)
    assert (batch.kind, batch.state, batch.flagged) == ("partners", "done", 0)
    fields = ("organisation__name", "organisation__kind", "service", "from_year", "to_year")
    assert set(Support.objects.values_list(*fields)) == {
        ("มหาวิทยาลัยล้านนา", "education", "training", 2565, 2567),
        ("มหาวิทยาลัยล้านนา", "education", "research", 2565, None),
        ("ธนาคารตัวอย่าง", "financial", "finance", 2566, None),
    }
    again = checked(*rows, header=PARTNERS, year=2566)
    assert (again.created, again.changed) == (0, 0)
    assert undone(batch).state == "undone"
    assert not Support.objects.exists()
    assert not Organisation.objects.exists()


def test_a_known_service_is_only_ended_never_doubled() -> None:
    partner = OrganisationFactory.create(name="สมาคมตัวอย่าง", juristic_number=number(1))
    cluster = Cluster.objects.get(name=CLUSTERS[0])
    SupportFactory.create(organisation=partner, cluster=cluster, service="training", from_year=2560)
    header = [*PARTNERS, "เลขทะเบียนนิติบุคคล"]
    done(["สมาคมตัวอย่าง", CLUSTERS[0], "ฝึกอบรม", 2565, 2566, number(1)], header=header)
    assert list(Support.objects.values_list("from_year", "to_year")) == [(2560, 2566)]
    done(["สมาคมตัวอย่าง", CLUSTERS[0], "ฝึกอบรม", 2568, "", number(1)], header=header, year=2568)
    assert Support.objects.count() == 2
    wrong = checked(["สมาคมตัวอย่าง", CLUSTERS[0], "ฝึกอบรม", 2566, 2560, number(1)], header=header)
    assert told(wrong) == ["ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม"]


def test_figures_come_in_for_members_of_several_years() -> None:
    done(member(1))
    name = member(1)[1]
    rows = [[name, number(1), 2565, 30, "1,000,000"], [name, number(1), 2566, 31, ""]]
    batch = done(*rows, header=FIGURES, year=2566)
    assert (batch.kind, batch.changed) == ("figures", 2)
    assert list(EnterpriseFigures.objects.order_by("fiscal_year").values_list("employees", "revenue_thb")) == [
        (30, Decimal("1000000.00")),
        (31, None),
    ]
    again = checked(*rows, header=FIGURES, year=2566)
    assert (again.unchanged, again.ok) == (2, 2)
    twice = checked(rows[0], [name, number(1), 2564, 1, ""], [name, number(1), 2564, 2, ""], header=FIGURES)
    assert told(twice) == ["ข้อมูลของกิจการนี้ต่างจากอีกแถวหนึ่งในไฟล์เดียวกัน กรุณาแก้ไขให้ตรงกัน"]
    assert checked([name, number(1), 2563, "", ""], header=FIGURES).unchanged == 1
    older = checked([name, number(1), 2566, 99, ""], header=FIGURES, year=2560)
    assert older.changed == 0  # a value of a newer list stays


def test_figures_of_those_who_are_not_there_or_not_one_s_own_wait() -> None:
    OrganisationFactory.create(name="ร้านไม่มีกลุ่ม")
    batch = checked(["ร้านใหม่", "", 2566, 5, ""], ["ร้านไม่มีกลุ่ม", "", 2566, 5, ""], header=FIGURES)
    assert [message[:24] for message in told(batch)] == ["ไม่มีกิจการนี้ในระบบ กรุ", "กิจการนี้ไม่ได้เป็นสมาชิ"]
    done(member(1))
    nobody: User = UserFactory.create()
    assert len(told(checked([member(1)[1], number(1), 2566, 5, ""], header=FIGURES, by=nobody))) == 1
    assert told(checked([member(1)[1], number(1), "", 5, ""], header=FIGURES, year=None)) == [
        "กรุณาระบุก่อนว่ารายชื่อนี้เป็นของปีงบประมาณใด"
    ]


def test_figures_by_name_alone_are_decided_by_a_person() -> None:
    done(member(1, number=None))
    batch = checked([member(1)[1], "", 2565, 5, ""], header=FIGURES)
    assert batch.rows.get().candidates
    assert boss()
    assert worked(batch).flagged == 1
