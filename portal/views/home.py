"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from clusters.reports.centres import Centres
from programmes.reports.overview import Overview
from thai.calendar import fiscal_year_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the programme is, its latest figure, and where each visitor goes on."""
    centres = Centres.in_year(fiscal_year_of(localdate()))
    return render(request, "portal/home.html", {"overview": Overview.of_programme(), "centres": centres})
