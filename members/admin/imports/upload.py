"""The page on which files are sent in."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.models import Cluster
from members.admin.imports.forms import UploadForm
from members.imports import worker
from members.imports.gate import MAX_BYTES, FileRefused, refusal
from members.imports.operations.batches import receive_file
from members.imports.tables import MAX_COLUMNS, MAX_ROWS
from members.models import ImportBatch, User


def upload_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Take files, put them in line, and lead to the one file or to the queue."""
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        initial=_of_cluster(request.GET.get("cluster", "")),
        site=site,
        user=cast(User, request.user),
    )
    if request.method == "POST" and form.is_valid():
        batches = _received(request, form.cleaned_data)
        worker.wake()
        if len(batches) == 1:
            return HttpResponseRedirect(reverse("admin:members_importbatch_change", args=[batches[0].pk]))
        if batches:
            words = ngettext("รับไฟล์แล้ว %(count)d ไฟล์", "รับไฟล์แล้ว %(count)d ไฟล์", len(batches))
            messages.success(request, words % {"count": len(batches)})
            return HttpResponseRedirect(reverse("admin:members_importbatch_changelist"))
    context = {
        **site.each_context(request),
        "form": form,
        "media": form.media,
        "title": _("นำเข้ารายชื่อจากไฟล์"),
        "opts": ImportBatch._meta,
        "kinds": ImportBatch.Kind.choices,
        "limits": {"megabytes": MAX_BYTES // 1024**2, "rows": MAX_ROWS, "columns": MAX_COLUMNS},
    }
    return TemplateResponse(request, "admin/members/importbatch/upload.html", context)


def _of_cluster(key: str) -> dict[str, Any]:
    is_key = key.isascii() and key.isdecimal() and len(key) < 18
    cluster = Cluster.objects.filter(pk=key).first() if is_key else None
    return {"cluster": cluster} if cluster is not None else {}


def _received(request: HttpRequest, sent: dict[str, Any]) -> list[ImportBatch]:
    """Keep the files; one that is too large is named and keeps no other back."""
    received = []
    for file in cast(list[UploadedFile], sent["uploads"]):
        try:
            if (file.size or 0) > MAX_BYTES:
                raise refusal("too_large")
            received.append(
                receive_file(
                    file.read(),
                    file.name or "",
                    cluster=sent["cluster"],
                    fiscal_year=sent["fiscal_year"],
                    kind=sent["kind"],
                    by=cast(User, request.user),
                )
            )
        except FileRefused as refused:
            messages.error(request, f"{file.name}: {refused}")
    return received
