"""What was chosen on the page of a conflict, made into the form that would have been typed on the row as it is now."""

from typing import Final

from django.http import QueryDict

from records.admin.boxes import TYPED
from records.admin.forms import VERSION

CHOICE: Final = "choose__"  # before the name of a box: mine or theirs
THEIRS: Final = "theirs__"  # the other's value, as a browser would send it
SEEN: Final = "seen__"  # the version that stands on the page
ASKED: Final = "conflicts"  # the names of all that is to be chosen
_CONTROLS: Final = (CHOICE, THEIRS, SEEN)
_MOST_ROWS: Final = 1000


def is_control(name: str) -> bool:
    """Tell what stands on the page of a conflict only, beside the boxes of the form itself."""
    return name.startswith(_CONTROLS) or name in {ASKED, "csrfmiddlewaretoken"}


def resolved(data: QueryDict) -> QueryDict:
    """Return what a form sends, with the choices of the page of a conflict carried out.

    Unless all that was asked is chosen, the form stays as stale as it was and the page comes back.
    """
    asked = data.get(ASKED)
    if asked is None:
        return data
    made = data.copy()
    names = asked.split()
    if all(data.get(f"{CHOICE}{name}") in {"mine", "theirs"} for name in names):
        for name in names:
            if data[f"{CHOICE}{name}"] == "theirs":
                made.pop(f"{name}{TYPED}", None)
                made.pop(name, None)
                if theirs := data.getlist(f"{THEIRS}{name}"):  # a box that isn't ticked isn't sent
                    made.setlist(name, theirs)
        _take_seen(made, data)
    for name in [name for name in made if is_control(name)]:
        del made[name]
    return made


def _take_seen(made: QueryDict, data: QueryDict) -> None:
    """Take the versions that stood on the page for those that were read, and rows that are gone out of the formsets."""
    seen = {name.removeprefix(SEEN): data[name] for name in data if name.startswith(SEEN)}
    gone: dict[str, set[int]] = {}
    for name, version in seen.items():
        if version:
            made[name] = str(version)
            continue
        formset, _dash, index = name.rpartition("-")
        if index.isdecimal():
            gone.setdefault(formset, set()).add(int(index))
    for formset, rows in gone.items():
        _without(made, formset, rows, again={n for n in rows if data.get(f"{CHOICE}{formset}-{n}") == "mine"})


def _without(made: QueryDict, formset: str, gone: set[int], *, again: set[int]) -> None:
    """Number the rows of a formset anew without those that are gone; those to be entered again come last, as new."""
    counts = [str(made.get(f"{formset}-{name}_FORMS", "")) for name in ("INITIAL", "TOTAL")]
    if not all(count.isdecimal() and int(count) <= _MOST_ROWS for count in counts):
        return
    initial, total = map(int, counts)
    old = [n for n in range(initial) if n not in gone]
    order = [*old, *range(initial, total), *sorted(again)]
    blocks = {n: _block(made, f"{formset}-{n}-") for n in range(total)}
    for position, n in enumerate(order):
        for name, values in blocks[n].items():
            if n not in again or name not in {"id", VERSION}:
                made.setlist(f"{formset}-{position}-{name}", values)
    made[f"{formset}-INITIAL_FORMS"], made[f"{formset}-TOTAL_FORMS"] = str(len(old)), str(len(order))


def _block(made: QueryDict, prefix: str) -> dict[str, list[str]]:
    """Take the boxes of one row out of what is sent."""
    names = [name for name in made if name.startswith(prefix)]
    block = {name.removeprefix(prefix): made.getlist(name) for name in names}
    for name in names:
        del made[name]
    return block
