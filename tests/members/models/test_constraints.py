"""Each rule of a row about people and accounts: the database refuses, and a form says why."""

from typing import Final

import pytest

from members.models import User
from tests.factories import UserFactory
from tests.refusals import Refusal, assert_each_has_its_refusal, assert_each_is_a_sentence

pytestmark = pytest.mark.django_db


def same_email_in_capitals() -> User:
    UserFactory.create(email="anong@example.go.th")
    return User(email="ANONG@EXAMPLE.GO.TH")


REFUSALS: Final = (Refusal("email_once_whatever_its_case", same_email_in_capitals, "มีบัญชีที่ใช้อีเมลนี้แล้ว"),)


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_the_database_refuses_what_breaks_the_rule(refusal: Refusal) -> None:
    refusal.by_the_database()


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_a_form_says_in_thai_which_rule_is_broken(refusal: Refusal) -> None:
    refusal.by_a_form()


def test_each_constraint_is_tried() -> None:
    assert_each_has_its_refusal("members", REFUSALS)


def test_the_name_of_each_constraint_is_a_sentence_and_its_message_thai() -> None:
    assert_each_is_a_sentence("members")
