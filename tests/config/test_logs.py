"""Lines of the log."""

import json
import logging
import sys

from config.logs import JsonFormatter, TextFormatter


def record(message: str, *args: object, error: Exception | None = None) -> logging.LogRecord:
    information = None
    if error is not None:
        try:
            raise error
        except Exception:
            information = sys.exc_info()
    return logging.LogRecord("portal", logging.WARNING, "file.py", 1, message, args, information)


def test_a_line_of_json_holds_time_level_logger_and_message() -> None:
    line = json.loads(JsonFormatter().format(record("นำเข้า %s แถว", 5)))
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "WARNING", "logger": "portal", "message": "นำเข้า 5 แถว"}


def test_a_line_of_json_stays_one_line_with_a_traceback() -> None:
    text = JsonFormatter().format(record("failed", error=ValueError("two\nlines")))
    assert "\n" not in text
    assert "ValueError: two" in json.loads(text)["exception"]


def test_a_line_of_text_says_who_and_how_bad() -> None:
    assert TextFormatter().format(record("saved")).endswith(" WARNING portal: saved")


def test_the_row_that_the_database_quotes_is_not_logged() -> None:
    refusal = ValueError("duplicate key\nDETAIL:  Key (email)=(somchai@example.org) already exists.\n")
    for formatter in (TextFormatter(), JsonFormatter()):
        text = formatter.format(record("failed", error=refusal))
        assert "duplicate key" in text
        assert "somchai" not in text
