"""The history comes in again and again, and never against what an officer made of it."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from clusters.models import CentreProvince, Cluster, ClusterProvince, PromotionCentre, Province, Sector
from members.models import User
from programmes.models import Milestone, Participation, ReportedFigure, Round, Source
from programmes.operations import load_history, supersede_figure
from programmes.operations.history import read_data
from records.history import written_by
from records.models import Record
from tests.factories import ClusterFactory, UserFactory, with_locks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]


def rows_of_history() -> dict[str, int]:
    records = [model for model in apps.get_models() if issubclass(model, Record) and model is not User]
    return {model.__name__: model.history.count() for model in records}


def versions() -> dict[str, list[int]]:
    records = [model for model in apps.get_models() if issubclass(model, Record)]
    return {model.__name__: list(model.objects.order_by("pk").values_list("version", flat=True)) for model in records}


def data_with(key: str, **changed: object) -> dict[str, Any]:
    """Return the files' data with one figure changed."""
    data = deepcopy(dict(read_data()))
    (row,) = [row for statement in data["figures"]["statement"] for row in statement["figures"] if row["key"] == key]
    row.update(changed)
    return data


def by_an_officer(row: Record, **changed: object) -> None:
    for name, value in changed.items():
        setattr(row, name, value)
    with written_by(UserFactory.create()):
        row.save()


def values_of(key: str) -> list[Decimal | None]:
    return list(ReportedFigure.objects.filter(key=key).order_by("revision").values_list("value", flat=True))


def test_a_second_load_writes_nothing() -> None:
    before = rows_of_history(), versions()
    again = load_history()
    assert dict(again.counts) == {"unchanged": 279}
    assert (rows_of_history(), versions()) == before


def test_all_that_is_loaded_says_in_its_history_where_it_comes_from() -> None:
    for model in (Source, ReportedFigure, Milestone, Round, Cluster, Participation):
        assert set(model.history.values_list("history_change_reason", "history_user")) == {("load_history", None)}


def test_a_changed_figure_becomes_a_row_in_place_of_the_old_one() -> None:
    tally = load_history(data_with("h-2549-total", value=18))
    old, new = ReportedFigure.objects.filter(key="h-2549-total").order_by("revision")
    assert (tally.counts["changed"], tally.wrote) == (1, 1)
    assert [(row.value, row.revision) for row in (old, new)] == [(Decimal(17), 1), (Decimal(18), 2)]
    assert new.supersedes == old
    assert list(ReportedFigure.objects.current().filter(key="h-2549-total")) == [new]


def test_a_figure_that_changes_back_becomes_a_row_too() -> None:
    load_history(data_with("h-2549-total", value=18))
    assert load_history().counts["changed"] == 1
    assert values_of("h-2549-total") == [17, 18, 17]
    assert load_history().wrote == 0


def test_a_figure_becomes_unknown_and_known_again() -> None:
    load_history(data_with("h-2546-total", value=1))
    load_history()
    assert values_of("h-2546-total") == [None, 1, None]


def test_a_changed_note_of_a_document_changes_its_row_and_no_other() -> None:
    data = deepcopy(dict(read_data()))
    data["sources"]["source"][0]["note"] = "พบฉบับพิมพ์แล้ว"
    tally = load_history(data)
    assert (tally.counts["changed"], tally.wrote) == (1, 1)
    source = Source.objects.get(code="H")
    assert (source.note, source.version) == ("พบฉบับพิมพ์แล้ว", 2)


def test_an_officers_figure_in_place_of_a_loaded_one_is_kept() -> None:
    loaded = ReportedFigure.objects.get(key="h-2549-total")
    again = ReportedFigure.objects.get(pk=loaded.pk)
    again.pk, again.value, again._state.adding = None, Decimal(19), True
    supersede_figure(loaded, again, by=UserFactory.create(role="editor"), reason="พบรายงานประจำปี")
    assert load_history().counts["kept"] == 1
    assert load_history(data_with("h-2549-total", value=18)).counts["kept"] == 1
    assert values_of("h-2549-total") == [17, 19]


def test_an_officers_edit_is_kept() -> None:
    by_an_officer(Source.objects.get(code="H"), note="ตรวจแล้ว")
    tally = load_history()
    assert (tally.counts["kept"], tally.wrote) == (1, 0)
    assert Source.objects.get(code="H").note == "ตรวจแล้ว"


def test_a_pilot_renamed_by_an_officer_does_not_come_in_again_under_its_old_name() -> None:
    by_an_officer(Cluster.objects.get(code="C0001"), name="คลัสเตอร์ผ้าไหมขอนแก่น")
    assert load_history().wrote == 0
    assert Cluster.objects.count() == 3
    assert Participation.objects.count() == 6


@pytest.mark.parametrize(
    ("model", "found_by", "changed"),
    [
        (Source, {"code": "H"}, {"code": "HIST"}),
        (Milestone, {"code": "mou"}, {"code": "mou-2547"}),
        (Sector, {"code": "textiles"}, {"code": "textile"}),
        (CentreProvince, {"province__name_en": "Kalasin"}, {"from_year": 2546}),
        (Province, {"code": "46"}, {"name_en": "Kalasin Province"}),
        (PromotionCentre, {"number": 1}, {"name": "ศูนย์ฯ ภาค 1"}),
    ],
)
def test_a_row_that_an_officer_gave_another_key_does_not_come_in_twice(
    model: type[Record], found_by: dict[str, object], changed: dict[str, object]
) -> None:
    count = model.objects.count()
    by_an_officer(model.objects.get(**found_by), **changed)
    assert load_history().wrote == 0
    assert model.objects.count() == count


def test_what_an_officer_deleted_stays_deleted() -> None:
    for row in Participation.objects.filter(cluster__code="C0001"):
        row.delete()
    Cluster.objects.get(code="C0001").delete()
    tally = load_history()
    assert tally.wrote == 0
    assert set(Cluster.objects.values_list("code", flat=True)) == {"C0002", "C0003"}
    assert ClusterProvince.objects.count() == 2


def test_a_deleted_sector_or_province_does_not_stop_the_load() -> None:
    for row in (*Participation.objects.all(), *Cluster.objects.all(), Sector.objects.get(code="textiles")):
        row.delete()
    CentreProvince.objects.get(province__name_en="Nan").delete()
    Province.objects.get(name_en="Nan").delete()
    assert load_history().wrote == 0


def test_a_locked_list_of_names_is_left_as_it_is() -> None:
    Participation.objects.get(cluster__code="C0002", round__fiscal_year=2547).delete()
    for held in Round.objects.between(2547, 2548):
        with_locks(held, participation_locked=True)
    data = deepcopy(dict(read_data()))
    data["story"]["pilot"].append(data["story"]["pilot"][0] | {"name": "ผ้าไหม สุรินทร์"})
    tally = load_history(data)
    assert tally.counts["created"] == 2  # the cluster and its province
    assert Participation.objects.count() == 5


def test_the_next_cluster_gets_the_code_after_the_pilots() -> None:
    assert ClusterFactory.create().code == "C0004"
