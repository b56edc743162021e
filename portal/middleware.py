"""What holds for every page, whoever serves it."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.views.errors import DATABASE_AWAY, service_unavailable

logger = logging.getLogger(__name__)


class ServiceUnavailable:
    """Answer 503 instead of 500 when the database is away or takes too long: it isn't the page that is wrong.

    Django turns exceptions into answers at each middleware, so none arrives in ``__call__``; views' exceptions come to
    ``process_exception``, those of other middleware to ``portal.views.errors.server_error``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the 503 page for a failure of the database's connection, None for any other exception."""
        if not isinstance(exception, DATABASE_AWAY):
            return None
        logger.error("The database did not answer %s", request.path, exc_info=exception)
        return service_unavailable(request)
