"""A Django page that says hello: what an answer of Django costs before it has done anything."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("", hello), path("healthz", hello)]

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        SECRET_KEY=os.urandom(32).hex(),
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    )

application = get_wsgi_application()
