"""Only one sample world is loaded at a time, and one that was taken away says when."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from programmes.models import DemoLoad

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def load(**values: object) -> DemoLoad:
    return DemoLoad(size="tiny", seed=1, loaded_at=NOW, **values)


def test_a_second_world_is_refused_while_one_stands() -> None:
    load().save()
    with pytest.raises(ValidationError, match="มีข้อมูลตัวอย่างอยู่ในระบบแล้ว"):
        load().full_clean()
    with pytest.raises(IntegrityError):
        load().save()


def test_a_world_follows_one_that_was_taken_away() -> None:
    load(is_standing=False, removed_at=NOW).save()
    standing = load()
    standing.save()
    assert list(DemoLoad.objects.standing()) == [standing]
    assert str(standing) == "tiny (1)"


@pytest.mark.parametrize("values", [{"is_standing": False}, {"removed_at": NOW}])
def test_a_world_stands_until_a_time_says_that_it_was_taken_away(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="ต้องระบุเวลาที่นำออก"):
        load(**values).full_clean()
    with pytest.raises(IntegrityError):
        load(**values).save()
