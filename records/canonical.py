"""One way to write a value as JSON, so that the same value has the same bytes and one checksum (RFC 8785).

Members stand in the order of their names, nothing stands between the signs, and text is as it is, in UTF-8. Numbers
are whole: a decimal comes as text, since programs read fractions in many ways.
"""

import json
from typing import Any


def canonical_json(value: Any) -> str:
    """Write the value; raises ``TypeError`` for what has no one form: fractions, and names that aren't text."""
    _refuse_what_has_no_one_form(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _refuse_what_has_no_one_form(value: Any) -> None:
    if isinstance(value, dict):
        for name, member in value.items():
            if not (isinstance(name, str) and name.isascii()):
                raise TypeError(f"{name!r} can't be the name of a member")
            _refuse_what_has_no_one_form(member)
    elif isinstance(value, list):
        for member in value:
            _refuse_what_has_no_one_form(member)
    elif not (value is None or isinstance(value, str | int)):
        raise TypeError(f"{value!r} has no one form in JSON")
