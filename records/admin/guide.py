"""The pages of the staff guide."""

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from records.guide import chapters


def guide_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """List the chapters."""
    context = {**site.each_context(request), "title": _("คู่มือการใช้งาน"), "chapters": chapters()}
    return TemplateResponse(request, "admin/guide/guide.html", context)


def chapter_view(request: HttpRequest, site: AdminSite, name: str) -> HttpResponse:
    """Show one chapter."""
    for chapter in chapters():
        if chapter.name == name:
            context = {**site.each_context(request), "title": chapter.title, "chapter": chapter}
            return TemplateResponse(request, "admin/guide/chapter.html", context)
    raise Http404
