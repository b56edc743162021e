"""Lines of the log: plain text or JSON, without what identifies a person."""

import json
import logging
from datetime import UTC, datetime
from types import TracebackType

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class TextFormatter(logging.Formatter):
    """Time, level, logger and message in one line, a traceback below."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", datefmt="%Y-%m-%dT%H:%M:%S%z", style="{")

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 - the name is logging's
        """Leave out what PostgreSQL quotes of the row that it refused: it holds people's data."""
        lines = super().formatException(ei).splitlines()
        return "\n".join(line for line in lines if not line.lstrip().startswith(("DETAIL:", "CONTEXT:")))


class JsonFormatter(TextFormatter):
    """One JSON object a line, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
