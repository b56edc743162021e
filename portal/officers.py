"""What pages show to officers besides: where the rows behind figures are in the admin, as far as they may see them."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.rights import is_staff
from portal.organisation_parameters import OrganisationParams
from portal.parameters import ClusterParams, number_of_centre
from programmes.admin.figure_rows import rows_as_text
from programmes.reports.year_scope import YearScope
from records.admin.reach import ROWS

_List = tuple[str, str, str, dict[str, Any]]  # application, model, what it's called, and what it's asked for

# What organisations are asked for themselves: no list of what makes them members or partners asks so.
_OF_ORGANISATIONS: Final = ("q", "sector", "region", "province", "centre", "kind")
_OF_ROLES: Final = {
    "member": ("membership", gettext_lazy("สมาชิกคลัสเตอร์")),
    "partner": ("support", gettext_lazy("การสนับสนุนคลัสเตอร์")),
}


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


def lists_of_year(request: HttpRequest, year: int, scope: YearScope) -> list[AdminList]:
    """Return the lists from which a year's report, or that of a part of it, is counted."""
    asked = {name: getattr(scope, name) for name in ("sector", "region", "centre", "funder")} | {"year": year}
    if scope.money == "department":
        asked["funder"] = asked["funder"] or "department-only"
    counted, listed = _rows(asked), _rows(asked | {"listed": "yes"})
    return _allowed(
        request,
        ("programmes", "participation", _("การเข้าร่วมโครงการ"), counted),
        ("programmes", "measurement", _("ผลการดำเนินงาน"), counted),
        ("programmes", "assessment", _("การประเมินกลุ่ม"), {"participation__round__fiscal_year": year}),
        ("members", "membership", _("สมาชิกคลัสเตอร์"), listed),
        ("members", "support", _("การสนับสนุนคลัสเตอร์"), listed),
        ("programmes", "reportedfigure", _("ตัวเลขตามเอกสาร"), {"from_year": year}),
    )


def rows_of_clusters(request: HttpRequest, params: ClusterParams) -> list[AdminList]:
    """Return the lists with exactly what makes the directory of clusters show what it shows for a year."""
    asked = params.cleaned_data
    if not asked["year"] or asked["q"] or asked["state"] or officer(request) is None:
        return []
    named = {**asked, "centre": params.places["centre"]}
    listed = _rows(named | {"listed": "yes"})
    lists: list[_List] = []
    if not (asked["service"] or asked["members"]):
        lists.append(("programmes", "participation", _("การเข้าร่วมโครงการ"), _rows(named)))
        if asked["indicator"]:
            lists.append(("programmes", "measurement", _("ผลการดำเนินงาน"), _rows(named)))
    if asked["service"]:
        lists.append(("members", "support", _("การสนับสนุนคลัสเตอร์"), listed))
    if asked["members"]:
        lists.append(("members", "membership", _("สมาชิกคลัสเตอร์"), listed))
    return _allowed(request, *lists)


def rows_of_organisations(request: HttpRequest, params: OrganisationParams) -> list[AdminList]:
    """Return the list of exactly what makes the organisations members or partners in a year."""
    asked = params.cleaned_data
    if not asked["year"] or not asked["role"] or any(asked[name] for name in _OF_ORGANISATIONS):
        return []
    if asked["role"] == "partner" and asked["position"]:  # members as well: no list tells both
        return []
    of_clusters = {name: asked[f"in_{name}"] for name in ("sector", "region", "funder")}
    of_clusters["centre"] = number_of_centre(asked["in_centre"])
    listed = {"listed": "yes", "entry": asked["entry"], **of_clusters} if params.asks_for_a_list else {}
    own = {name: asked[name] for name in ("year", "service", "position", "cluster")}
    model, label = _OF_ROLES[asked["role"]]
    return _allowed(request, ("members", model, str(label), _rows(own | listed)))


def _rows(asked: dict[str, Any]) -> dict[str, str]:
    return {ROWS: rows_as_text(asked)}


def _allowed(request: HttpRequest, *lists: _List) -> list[AdminList]:
    user: Any = officer(request)
    return [
        AdminList(label, f"{reverse(f'admin:{app}_{model}_changelist')}?{urlencode(asked)}")
        for app, model, label, asked in lists
        if user is not None and user.has_perm(f"{app}.view_{model}")
    ]
