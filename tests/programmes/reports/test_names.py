"""Names in two languages."""

from django.utils.translation import override

from programmes.reports.names import Name


def test_a_name_is_said_in_the_language_of_the_page_and_in_thai_without_another() -> None:
    with override("en"):
        assert (str(Name("ผ้าไหม", "Silk")), str(Name("ผ้าไหม"))) == ("Silk", "ผ้าไหม")
    assert str(Name("ผ้าไหม", "Silk")) == "ผ้าไหม"
