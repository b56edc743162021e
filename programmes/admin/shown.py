"""A reported figure in words, as every page of the admin shows it."""

from django.utils.translation import gettext as _

from programmes.models import Qualifier, ReportedFigure, Scope
from thai.templatetags.thai import thai_number


def value_in_words(figure: ReportedFigure) -> str:
    """Return "27 กลุ่ม", "อย่างน้อย 29 กลุ่ม", "ร้อยละ 83.4", or that it's unknown: never 0 for a missing value."""
    if figure.value is None:
        return _("ไม่ทราบ")
    number, unit = thai_number(figure.value), figure.get_unit_display()
    written = f"{unit} {number}" if figure.unit == "percent" else f"{number} {unit}"
    return written if figure.qualifier == Qualifier.EXACT else f"{figure.get_qualifier_display()} {written}"


def scope_in_words(figure: ReportedFigure) -> str:
    """Return the scope; of another agency's money its name."""
    if figure.scope == Scope.FUNDER and figure.funder is not None:
        return _("งบ %(funder)s") % {"funder": figure.funder}
    return str(figure.get_scope_display())
