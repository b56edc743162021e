"""A broken rule speaks to the officer."""

from django.utils.translation import gettext_lazy

from records.errors import RuleBroken


def test_a_broken_rule_is_its_message() -> None:
    assert str(RuleBroken(gettext_lazy("ปีนี้ล็อกแล้ว"))) == "ปีนี้ล็อกแล้ว"
