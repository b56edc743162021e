"""What pages show to officers besides: where the rows behind figures are in the admin, as far as they may see them."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from members.rights import is_staff
from portal.organisation_parameters import OrganisationParams
from portal.parameters import ClusterParams
from programmes.admin.figure_rows import rows_as_text
from programmes.models import Indicator
from records.admin.reach import ROWS

# What the directory of clusters is asked for that isn't asked of participations.
_NOT_OF_PARTICIPATIONS: Final = ("q", "state", "service", "members")


@dataclass(frozen=True, slots=True)
class AdminList:
    """A list of the admin, with what it shows."""

    label: str
    address: str


def officer(request: HttpRequest) -> AbstractBaseUser | None:
    """Return who works in the admin and looks at the page; None for everybody else.

    Nobody is asked for who brings no session: the page stays the same for all of them, and caches may keep it.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if is_staff(request.user) else None


def lists_of_year(request: HttpRequest, year: int) -> list[AdminList]:
    """Return the lists from which a year's report is counted."""
    of_year = {"round__fiscal_year": year}
    through = {f"participation__{name}": value for name, value in of_year.items()}
    return _allowed(
        request,
        ("programmes", "participation", _("การเข้าร่วมโครงการ"), {ROWS: rows_as_text({"year": year})}),
        ("programmes", "measurement", _("ผลการดำเนินงาน"), {**through, "state__exact": "approved"}),
        ("programmes", "assessment", _("การประเมินกลุ่ม"), through),
        ("members", "membership", _("สมาชิกคลัสเตอร์"), {"year": year}),
        ("members", "support", _("การสนับสนุนคลัสเตอร์"), {"year": year}),
        ("programmes", "reportedfigure", _("ตัวเลขตามเอกสาร"), {"from_year": year}),
    )


def rows_of_clusters(request: HttpRequest, params: ClusterParams) -> list[AdminList]:
    """Return the lists with exactly what the directory of clusters shows for a year."""
    asked = params.cleaned_data
    year = asked["year"]
    if not year or asked["q"] or asked["state"] or officer(request) is None:
        return []
    named = {**asked, "year": year, "centre": params.places["centre"]}
    lists: list[tuple[str, str, str, dict[str, Any]]] = []
    if not any(asked[name] for name in _NOT_OF_PARTICIPATIONS):
        lists.append(("programmes", "participation", _("การเข้าร่วมโครงการ"), {ROWS: rows_as_text(named)}))
    if asked["service"]:
        lists.append(("members", "support", _("การสนับสนุนคลัสเตอร์"), {"year": year, "service__exact": asked["service"]}))
    if asked["indicator"]:
        key = Indicator.objects.filter(code=asked["indicator"]).values_list("pk", flat=True).first()
        of_year = {"participation__round__fiscal_year": year, "state__exact": "approved", "indicator__id__exact": key}
        lists.append(("programmes", "measurement", _("ผลการดำเนินงาน"), of_year))
    return _allowed(request, *lists)


def rows_of_organisations(request: HttpRequest, params: OrganisationParams) -> list[AdminList]:
    """Return the list of what makes the organisations of a year members or partners."""
    asked = params.cleaned_data
    if not asked["year"] or not asked["role"]:
        return []
    of_year = {"year": asked["year"]}
    if asked["role"] == "member":
        return _allowed(request, ("members", "membership", _("สมาชิกคลัสเตอร์"), of_year))
    service = {"service__exact": asked["service"]} if asked["service"] else {}
    return _allowed(request, ("members", "support", _("การสนับสนุนคลัสเตอร์"), of_year | service))


def _allowed(request: HttpRequest, *lists: tuple[str, str, str, dict[str, Any]]) -> list[AdminList]:
    user: Any = officer(request)
    return [
        AdminList(label, f"{reverse(f'admin:{app}_{model}_changelist')}?{urlencode(asked)}")
        for app, model, label, asked in lists
        if user is not None and user.has_perm(f"{app}.view_{model}")
    ]
