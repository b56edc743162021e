"""What machines ask: is the process alive, can it serve. Outside the languages and never kept by caches."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from records.readiness import Readiness


@require_safe
@cache_control(no_store=True)
def healthz(request: HttpRequest) -> HttpResponse:
    """Tell that the process answers; the database isn't asked."""
    return JsonResponse({"alive": True})


@require_safe
@cache_control(no_store=True)
def readyz(request: HttpRequest) -> HttpResponse:
    """Tell whether pages can be served, and else which check failed."""
    readiness = Readiness.of_now()
    answer = {"ready": readiness.ready, "checks": dict(readiness.checks)}
    return JsonResponse(answer, status=200 if readiness.ready else 503)
