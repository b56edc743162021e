"""Files that a page offers to take away."""

from collections.abc import Callable, Iterator
from typing import IO, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from records.workbooks import XLSX

PIECE: Final = 64 * 1024


def file_called(name: str, content: bytes, content_type: str) -> HttpResponse:
    """Answer with a file that is there as a whole."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def workbook_file(make: Callable[[], IO[bytes]], name: str) -> StreamingHttpResponse:
    """Answer with a workbook of any length, piece by piece; it's made when it is asked for its first piece."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(_pieces(make), content_type=XLSX, headers=headers)


def _pieces(make: Callable[[], IO[bytes]]) -> Iterator[bytes]:
    with make() as file:
        while piece := file.read(PIECE):
            yield piece


def csv_file(content: str | Iterator[str], name: str) -> HttpResponseBase:
    """Answer with a CSV file called ``name``; what comes in pieces is sent in pieces."""
    answer = HttpResponse if isinstance(content, str) else StreamingHttpResponse
    return answer(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
