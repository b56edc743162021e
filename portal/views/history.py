"""How the programme came about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programmes.reports.history_story import HistoryStory


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Tell the history, each statement with its source."""
    return render(request, "programmes/history.html", {"story": HistoryStory.of_programme()})
