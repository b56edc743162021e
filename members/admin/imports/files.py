"""Files to take away: templates, what waits of a file, and its original."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from clusters.models import Cluster
from members.imports import storage
from members.imports.member_lists import member_list
from members.imports.written_files import flagged_xlsx, template_csv, template_xlsx
from members.models import Disclosure, ImportBatch
from members.privacy.disclosures import log_disclosure
from thai.calendar import fiscal_year_of

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template_view(ending: str, asked: str) -> HttpResponse:
    """Give the empty list of a kind; of members if it's none that there is."""
    kind = ImportBatch.Kind(asked if asked in ImportBatch.Kind.values else ImportBatch.Kind.MEMBERS)
    name = _("แบบ %(kind)s") % {"kind": kind.label}
    if ending == "xlsx":
        return _file(template_xlsx(kind=kind), XLSX, f"{name}.xlsx")
    return _file(template_csv(kind).encode(), "text/csv; charset=utf-8", f"{name}.csv")


def members_view(request: HttpRequest, cluster: Cluster) -> HttpResponse:
    """Give a cluster's members of this fiscal year as a list, to be corrected and sent in again."""
    rows = list(member_list(cluster, fiscal_year_of(timezone.localdate())))
    log_disclosure(request, Disclosure.Kind.EXPORT, len(rows), cluster)
    return _file(template_xlsx(rows), XLSX, f"{cluster.code} {cluster.name}.xlsx")


def flagged_view(batch: ImportBatch) -> HttpResponse:
    """Give back the rows that wait, with the reasons, to be corrected and sent in again."""
    stem = batch.file_name.rpartition(".")[0] or batch.file_name
    return _file(flagged_xlsx(batch), XLSX, _("รอแก้ไข %(file)s.xlsx") % {"file": stem})


def original_view(batch: ImportBatch) -> HttpResponse | None:
    """Give back the original as it came; None once it was removed. No browser opens it as a page."""
    data = storage.fetch(batch.stored_as)
    return None if data is None else _file(data, "application/octet-stream", batch.file_name)


def _file(data: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(
        data, content_type=content_type, headers={"Content-Disposition": disposition, "Cache-Control": "no-store"}
    )
