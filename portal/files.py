"""Files that a page offers to take away."""

from collections.abc import Iterator
from typing import IO, Final

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_called(name: str, content: bytes, content_type: str) -> HttpResponse:
    """Answer with a file that is there as a whole."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def workbook_file(content: IO[bytes], name: str) -> FileResponse:
    """Answer with a workbook of any length, piece by piece; the server closes it."""
    return FileResponse(content, content_type=XLSX, as_attachment=True, filename=name)


def csv_file(content: str | Iterator[str], name: str) -> HttpResponseBase:
    """Answer with a CSV file called ``name``; what comes in pieces is sent in pieces."""
    answer = HttpResponse if isinstance(content, str) else StreamingHttpResponse
    return answer(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
