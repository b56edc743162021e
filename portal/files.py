"""Files that a page offers to take away."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase


def csv_file(content: str | Iterator[str], name: str) -> HttpResponseBase:
    """Answer with a CSV file called ``name``; what comes in pieces is sent in pieces."""
    answer = HttpResponse if isinstance(content, str) else StreamingHttpResponse
    return answer(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
