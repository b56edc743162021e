"""Published editions of a year's report at their own addresses, with the files that were issued."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.views.errors import bad_request_page
from portal.year_parameters import FigureParam
from programmes.edition_files import KINDS
from programmes.models import Edition, EditionFile
from programmes.paper.make import missing_packages
from programmes.reports.editions import EditionShown, edition_shown
from programmes.reports.year_groups import column_titles
from programmes.reports.year_names import YearNames
from programmes.reports.year_report import YearReport
from programmes.reports.year_sentences import coverage, summary
from records.paging import NoSuchPage, page_of_values
from records.params import PageParam, Params


class EditionParams(Params):
    """Of which figure the names are shown, and which page of them."""

    page = PageParam()

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        self.fields["figure"] = FigureParam()


@require_safe
def edition(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show one edition, the latest or an earlier one."""
    params = EditionParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    shown = edition_shown(year, "all", number)
    if shown is None:
        raise Http404
    names = YearNames.of(shown.report, params.cleaned_data["figure"])
    try:
        page = page_of_values(names.lines, params.cleaned_data["page"], request.GET)
    except NoSuchPage as error:
        return bad_request_page(request, [error.problem])
    parents = [
        (_("จำนวนกลุ่มรายปี"), reverse("portal:years")),
        (str(year), reverse("portal:year", args=[year])),
    ]
    context = {"report": shown.report, "names": names, "page": page, "params": None, "parents": parents}
    context |= told_of(shown.report) | edition_context(request, shown)
    return render(request, "programmes/year.html", {**context, "beside": None, "published": None, "admin_lists": ()})


def told_of(report: YearReport) -> dict[str, Any]:
    """Return what a year's page says in words."""
    return {
        "summary": summary(report),
        "coverage": coverage(report),
        "columns": column_titles(),
        "missing": missing_packages(),
    }


def edition_context(request: HttpRequest, shown: EditionShown | None) -> dict[str, Any]:
    """Return what the year's page says of the edition that it shows; without one its figures are preliminary."""
    site = f"{request.scheme}://{request.get_host()}"
    if shown is None:
        return {"edition": None}
    address = shown.head.address.removesuffix("/")
    told = {
        "edition": shown,
        "citation": shown.head.citation(site),
        "files": [(kind, f"{address}.{kind}") for kind in KINDS if kind in shown.kinds],
        "not_issued": [kind.upper() for kind in KINDS if kind not in shown.kinds],
    }
    is_kept = "pdf" in shown.kinds and shown.report.scope.money == "all"
    return told | {"missing": ()} if is_kept else told  # a kept PDF needs no library


@require_safe
def edition_file(request: HttpRequest, year: int, number: int, kind: str) -> HttpResponse:
    """Answer a file of an edition as it was issued, byte by byte."""
    file = kept_file(year, kind, number)
    if file is None:
        raise Http404
    return file


def kept_file(year: int, kind: str, number: int) -> HttpResponse | None:
    """Return the answer with a kept file in the active language; None where there is none. Two queries."""
    rows = Edition.objects.published().of_year(year).values_list("pk", "number")
    key = next((key for key, held in rows if held == number), None)
    kept = EditionFile.objects.filter(edition=key, language=(get_language() or "th")[:2], kind=kind).first()
    if kept is None or kind not in KINDS:
        return None
    return _file(bytes(kept.content), KINDS[kind].media_type, f"year-{year}-edition-{number}.{kind}")


def edition_as_file(shown: EditionShown, kind: str) -> HttpResponse:
    """Make a file of what an edition froze: of a scope of which none was issued."""
    head = shown.head
    name = f"year-{head.year}-edition-{head.number}-{shown.report.scope.money}.{kind}"
    return _file(KINDS[kind].render(shown.report, head), KINDS[kind].media_type, name)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {} if media_type == "application/json" else {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


@require_safe
def canonical(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Answer the canonical JSON of an edition: the bytes of which the checksum is."""
    rows = Edition.objects.published().of_year(year).values_list("number", "content")
    content = next((content for held, content in rows if held == number), None)
    if content is None:
        raise Http404
    return HttpResponse(content.encode(), content_type="application/json")
