"""Rights in words."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from members.models import User
from records.admin.rights import RightsField, right_name, rights_to_give
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_right_is_named_by_what_it_allows() -> None:
    rights = Permission.objects.filter(content_type=ContentType.objects.get_for_model(User)).order_by("codename")
    assert list(map(right_name, rights)) == ["เพิ่มบัญชีผู้ใช้", "แก้ไขบัญชีผู้ใช้", "ลบบัญชีผู้ใช้", "ดูบัญชีผู้ใช้"]


def test_a_right_over_what_is_no_more_keeps_its_name() -> None:
    gone = ContentType.objects.create(app_label="old", model="thing")
    assert right_name(Permission.objects.create(content_type=gone, codename="view_thing", name="เก่า")) == "เก่า"


def test_rights_over_records_are_offered_and_those_that_the_account_has() -> None:
    user = factories.UserFactory.create()
    session = Permission.objects.get(codename="view_session")
    assert session not in rights_to_give(user)
    assert Permission.objects.get(codename="view_cluster") in rights_to_give(user)
    user.user_permissions.add(session)
    assert rights_to_give(user).filter(pk=session.pk).count() == 1


def test_a_field_of_rights_offers_them_in_words() -> None:
    field = RightsField(Permission.objects.filter(codename="view_cluster"))
    assert ">ดูคลัสเตอร์</option>" in field.widget.render("rights", [])
