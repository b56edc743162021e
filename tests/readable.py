"""What a person can read in an answer, whatever kind of file it is."""

import io
import re
from zipfile import ZipFile

from pypdf import PdfReader

# A reader of PDF sees a space before a sign that stands above or below another.
_BEFORE_A_MARK = re.compile("[ \\n]+(?=[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])")


def words_of(body: bytes) -> str:
    """Return what a person can read in an answer: the pages of a PDF, the parts of a workbook, else the text itself."""
    if body.startswith(b"%PDF"):
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
        return _BEFORE_A_MARK.sub("", text).replace("\u0e4d\u0e32", "\u0e33")
    if body.startswith(b"PK"):
        with ZipFile(io.BytesIO(body)) as workbook:
            return "\n".join(workbook.read(name).decode(errors="replace") for name in workbook.namelist())
    return body.decode()
