"""The command tells which columns are wrong, and by its exit code whether any is."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clusters.models import Province

pytestmark = pytest.mark.django_db


def test_right_columns_are_told_and_the_command_succeeds() -> None:
    told = StringIO()
    call_command("check_derived", stdout=told)
    assert "clusters.Province: ถูกต้อง" in told.getvalue()


def test_a_wrong_column_is_told_and_the_command_fails() -> None:
    Province.objects.create(code="40", name="ขอนแก่น", name_en="Khon Kaen", region="northeastern")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clusters_province SET search_key = ''")
    told = StringIO()
    with pytest.raises(CommandError, match="1 แถว"):
        call_command("check_derived", stdout=told)
    assert "clusters.Province: ผิด 1 แถว" in told.getvalue()
