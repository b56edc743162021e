"""Accounts to try each role with come with the sample world and go with it."""

import pytest
from django.contrib.auth import authenticate

from members.models import User
from members.rights import coordinated_by
from programmes.demo.ground import LAST_YEAR
from programmes.models import DemoLoad
from programmes.operations import load_demo, remove_demo
from programmes.operations.demo_accounts import DOMAIN, DemoAccount, make_demo_accounts
from records.errors import RuleBroken
from records.history import written_by
from tests.factories import DisclosureFactory, ErasureFactory, MembershipFactory, SectorFactory
from thai.calendar import fiscal_year_start

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]


def loaded() -> tuple[DemoLoad, list[DemoAccount]]:
    load = load_demo("tiny")
    return load, make_demo_accounts(load)


def test_there_is_one_for_each_role_and_its_password_signs_in() -> None:
    _load, made = loaded()
    accounts = [authenticate(username=each.email, password=each.password) for each in made]
    assert [account.role for account in accounts if isinstance(account, User)] == User.Role.values
    assert len({each.password for each in made}) == len(made)
    _approver, editor, _manager, coordinator, _sme = accounts
    assert editor.centre.number == 1  # type: ignore[union-attr]
    assert coordinated_by(coordinator, on=fiscal_year_start(LAST_YEAR)).exists()  # type: ignore[arg-type]


def test_two_loads_have_different_passwords() -> None:
    _load, first = loaded()
    remove_demo()
    _load, second = loaded()
    assert not {each.password for each in first} & {each.password for each in second}


def test_they_go_with_the_world() -> None:
    before = set(User.objects.values_list("pk", flat=True))
    loaded()
    remove_demo()
    assert set(User.objects.values_list("pk", flat=True)) == before


def test_one_that_has_written_what_stays_is_switched_off_and_stays_its_author() -> None:
    _load, made = loaded()
    editor = User.objects.get(email=made[1].email)
    with written_by(editor):
        sector = SectorFactory.create()
    remove_demo()
    assert list(User.objects.filter(email__endswith=DOMAIN)) == [editor]
    assert sector.history.get().history_user == editor
    assert authenticate(username=made[1].email, password=made[1].password) is None
    loaded()  # its address is free again


def test_one_that_a_log_names_is_switched_off_and_stays() -> None:
    _load, made = loaded()
    reader, eraser = (User.objects.get(email=made[number].email) for number in (2, 0))
    DisclosureFactory.create(user=reader)
    ErasureFactory.create(by=eraser)
    remove_demo()
    assert set(User.objects.filter(email__endswith=DOMAIN)) == {reader, eraser}
    assert authenticate(username=made[2].email, password=made[2].password) is None


def test_a_world_that_real_rows_hang_on_keeps_its_accounts() -> None:
    load, made = loaded()
    MembershipFactory.create(cluster_id=load.keys["clusters.Cluster"][0])
    with pytest.raises(RuleBroken):
        remove_demo()
    assert authenticate(username=made[0].email, password=made[0].password)


def test_without_a_coordinator_in_the_world_there_is_no_account_for_one() -> None:
    load = load_demo("tiny")
    load.keys["members.Office"] = [0, 0]
    assert len(make_demo_accounts(load)) == len(User.Role.values) - 1
