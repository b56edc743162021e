"""Pages that only hold text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show what the site does so that everyone can use it."""
    return render(request, "portal/accessibility.html")


@require_safe
def credits_(request: HttpRequest) -> HttpResponse:
    """Show the sources of the data, and the works of others in the portal."""
    return render(request, "portal/credits.html")
