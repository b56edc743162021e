"""Open data: the page that tells of the data sets, their files, and the same for machines."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.files import csv_file
from portal.open_data import descriptors
from portal.open_data.catalogue import (
    BY_NAME,
    DATA_SETS,
    LICENCE,
    LICENCE_ADDRESS,
    Published,
    blank,
    contact,
    published,
)
from portal.open_data.files import csv_of, json_of


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Tell of every data set: fields, licence, day of its last change, whom to ask, how to cite."""
    context = {
        "sets": published(DATA_SETS, request),
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "contact": contact(),
        "blank": blank(),
    }
    return render(request, "portal/data.html", context)


@require_safe
def data_csv(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer the rows of one data set; who knows them already is told so before any is read."""
    told = _asked(request, name)
    response = csv_file(csv_of(told.data_set), f"{name}.csv")
    response.headers["ETag"] = told.etag
    return response


@require_safe
def data_json(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer the same as data."""
    told = _asked(request, name)
    return StreamingHttpResponse(json_of(told), content_type="application/json", headers={"ETag": told.etag})


@require_safe
def datapackage(request: HttpRequest) -> HttpResponse:
    """Describe the files as a datapackage."""
    return _json(descriptors.datapackage(published(DATA_SETS, request)))


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Describe them as agencies' catalogues do."""
    address = request.build_absolute_uri(reverse("portal:data"))
    return _json(descriptors.catalogue(published(DATA_SETS, request), address))


def _asked(request: HttpRequest, name: str) -> Published:
    if name not in BY_NAME:
        raise Http404
    return published([BY_NAME[name]], request)[0]


def _json(told: dict[str, object]) -> JsonResponse:
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
