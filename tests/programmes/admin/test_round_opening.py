"""Opening a round in the admin: choose, look at the totals, open exactly what was looked at."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import Cluster
from programmes.models import Funder, Participation, Round
from tests.admin_pages import officer, signed_in, text_of
from tests.factories import ClusterFactory, DepartmentFactory, ParticipationFactory, RoundFactory

pytestmark = pytest.mark.django_db

PAGE = "/admin/programmes/round/open/"
MANAGED = {"join-TOTAL_FORMS": "5", "join-INITIAL_FORMS": "0"}


@pytest.fixture
def last_year() -> list[Cluster]:
    """Two clusters of 2569, the year that is open."""
    DepartmentFactory.create()
    held = RoundFactory.create(fiscal_year=2569)
    return [ParticipationFactory.create(round=held, cluster__name=name).cluster for name in ("ไหม", "ยาง")]


def chosen(last_year: list[Cluster], joins: Cluster) -> dict[str, Any]:
    stays, leaves = last_year
    department = Funder.objects.get().pk
    return {
        **MANAGED,
        f"c{stays.pk}-decision": "stay",
        f"c{stays.pk}-funder": department,
        f"c{leaves.pk}-decision": "leave",
        f"c{leaves.pk}-outcome": "graduated",
        f"c{leaves.pk}-reason": "ครบสามปี",
        "join-0-cluster": joins.pk,
        "join-0-funder": department,
    }


def looked_at(client: Client, sent: dict[str, Any], page: str = PAGE) -> Any:
    return client.post(page, {**sent, "look": "1"})


def entries(year: int) -> dict[str, str]:
    return dict(Participation.objects.filter(round__fiscal_year=year).values_list("cluster__name", "entry"))


def test_the_table_asks_about_each_cluster_of_the_year_that_is_running(last_year: list[Cluster]) -> None:
    page = text_of(signed_in().get(PAGE))
    assert "เปิดปีงบประมาณ 2570" in page
    assert all(cluster.name in page for cluster in last_year)


def test_what_was_looked_at_is_opened(last_year: list[Cluster]) -> None:
    client, sent = signed_in(), chosen(last_year, ClusterFactory.create(name="ชา"))
    seen = looked_at(client, sent)
    assert seen.context["totals"].in_words.startswith("2 กลุ่ม: ต่อเนื่อง 1 ใหม่ 1")
    assert not Round.objects.filter(fiscal_year=2570).exists()
    answer = client.post(PAGE, {**sent, "open": "1", "seen": seen.context["seen"]}, follow=True)
    assert "เปิดปีงบประมาณ 2570 แล้ว" in text_of(answer)
    assert entries(2570) == {"ไหม": "continued", "ชา": "new"}
    ended = Participation.objects.get(cluster=last_year[1])
    assert (ended.outcome, ended.reason_for_leaving) == ("graduated", "ครบสามปี")


def test_what_was_changed_after_looking_is_shown_again_and_not_opened(last_year: list[Cluster]) -> None:
    client, sent = signed_in(), chosen(last_year, ClusterFactory.create())
    seen = looked_at(client, sent).context["seen"]
    answer = client.post(PAGE, {**sent, f"c{last_year[0].pk}-funder": "", "open": "1", "seen": seen})
    assert answer.context["totals"].unstated == 1
    assert not Round.objects.filter(fiscal_year=2570).exists()


def test_what_somebody_else_changed_meanwhile_is_told_and_not_opened(last_year: list[Cluster]) -> None:
    client, sent = signed_in(), chosen(last_year, ClusterFactory.create())
    seen = looked_at(client, sent).context["seen"]
    RoundFactory.create(fiscal_year=2570)
    answer = client.post(f"{PAGE}?year=2570", {**sent, "open": "1", "seen": seen})
    assert "ปีงบประมาณ 2570 เปิดไว้แล้ว" in text_of(answer)
    assert entries(2570) == {}


def test_a_cluster_without_a_decision_is_complained_of_in_its_row(last_year: list[Cluster]) -> None:
    sent = chosen(last_year, ClusterFactory.create())
    del sent[f"c{last_year[0].pk}-decision"]
    page = text_of(looked_at(signed_in(), sent))
    assert "เลือกว่าดำเนินการต่อหรือออก" in page
    assert "มีแถวที่ยังเลือกไม่ครบ" in page


def test_a_cluster_that_leaves_needs_an_outcome(last_year: list[Cluster]) -> None:
    sent = chosen(last_year, ClusterFactory.create()) | {f"c{last_year[1].pk}-outcome": ""}
    assert "เลือกผลเมื่อออกจากโครงการ" in text_of(looked_at(signed_in(), sent))


def test_a_stated_entry_and_a_missing_funder_are_taken_as_they_are(last_year: list[Cluster]) -> None:
    sent = chosen(last_year, ClusterFactory.create()) | {"join-0-entry": "returning", "join-0-funder": ""}
    totals = looked_at(signed_in(), sent).context["totals"]
    assert (totals.counts.returning, totals.unstated) == (1, 1)


def test_there_are_always_empty_rows_behind_the_last_that_was_filled(last_year: list[Cluster]) -> None:
    sent = {"join-TOTAL_FORMS": "x", "join-7-cluster": ClusterFactory.create().pk}
    assert len(looked_at(signed_in(), sent).context["form"].joining.forms) == 13


@pytest.mark.parametrize("year", ["2027", "abc", "9" * 30, "%00"])
def test_a_year_that_can_not_be_read_is_told(year: str) -> None:
    answer = signed_in().get(f"{PAGE}?year={year}", follow=True)
    assert answer.status_code == 200
    assert answer.context["messages"]


def test_without_any_round_the_year_of_today_is_offered(time_machine: Any) -> None:
    time_machine.move_to("2026-11-22T12:00:00+07:00")
    assert signed_in().get(PAGE).context["year"] == 2570


def test_nothing_that_is_sent_breaks_the_page(last_year: list[Cluster]) -> None:
    odd = "\x00²" * 50
    sent = dict.fromkeys(chosen(last_year, ClusterFactory.create()), odd) | {"open": odd, "seen": odd}
    assert signed_in().post(PAGE, sent).status_code == 200
    assert signed_in().post(PAGE, {}).status_code == 200


@pytest.mark.parametrize("rights", [(), ("add_round",), ("add_participation", "change_participation")])
def test_only_who_may_write_rounds_and_participations_may_open_one(rights: tuple[str, ...]) -> None:
    client = signed_in(officer("view_round", *rights))
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get(reverse("admin:programmes_round_changelist")).content.decode()


def test_who_may_open_one_is_led_there_from_the_list_of_years() -> None:
    client = signed_in(officer("view_round", "add_round", "add_participation", "change_participation"))
    assert PAGE in client.get(reverse("admin:programmes_round_changelist")).content.decode()
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_the_table_costs_the_same_for_any_number_of_clusters(count: int, django_assert_max_num_queries: Any) -> None:
    held = RoundFactory.create(fiscal_year=2569)
    ParticipationFactory.create_batch(count, round=held)
    client = signed_in()
    client.get(PAGE)  # the first request of a session writes it
    with django_assert_max_num_queries(7):
        assert len(client.get(PAGE).context["form"].last_year) == count
