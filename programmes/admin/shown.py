"""Whose money a reported figure counts, in words, as every page of the admin shows it."""

from django.utils.translation import gettext as _

from programmes.models import ReportedFigure, Scope


def scope_in_words(figure: ReportedFigure) -> str:
    """Return the scope; of another agency's money its name."""
    if figure.scope == Scope.FUNDER and figure.funder is not None:
        return _("งบ %(funder)s") % {"funder": figure.funder}
    return str(figure.get_scope_display())
