"""What hangs on two organisations that are one: moved to the kept one, or joined with what it has already."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Q

from members.models import EnterpriseFigures, Linkage, Membership, Organisation, Support
from members.models.spans import Span, holding

_LONGEST_NOTE: Final = 300
_FILLED: Final = ("activity", "employees", "revenue_thb", "source")


def join_spans(model: type[Membership] | type[Support], keep: Organisation, drop: Organisation) -> None:
    """Move the spans; those of one thing that share a year become one, from the first year to the last."""
    for moved in model._base_manager.filter(organisation=drop).order_by("pk"):
        same: dict[str, Any] = {f"{name}_id": getattr(moved, f"{name}_id") for name in ("cluster",)}
        if isinstance(moved, Support):
            same["service"] = moved.service
        own = model._base_manager.filter(holding(moved.from_year, moved.to_year), organisation=keep, **same)
        overlapping: list[Any] = list(own.order_by("pk"))
        if not overlapping:
            moved.organisation = keep
            moved.save()
            continue
        stays, *others = overlapping
        joined = [stays, *others, moved]
        _take_over(stays, joined)
        _widen(stays, joined)
        for each in (*others, moved):
            each.delete()
        stays.save()


def _widen(stays: Span, spans: Iterable[Span]) -> None:
    """Give a span the years of all; an end that one doesn't know is open."""
    first, last = [span.from_year for span in spans], [span.to_year for span in spans]
    stays.from_year = None if None in first else min(year for year in first if year is not None)
    stays.to_year = None if None in last else max(year for year in last if year is not None)


def _take_over(stays: Membership | Support, joined: "list[Any]") -> None:
    if isinstance(stays, Support):
        stays.note = _notes(each.note for each in joined)
        return
    known = [each.position for each in joined if each.position != Membership.Position.UNKNOWN]
    stays.position = known[0] if known else stays.position
    ends = [each.to_year for each in joined]
    last = None if None in ends else max(ends)  # who is still a member hasn't left for a reason
    reasons = [each.reason for each in joined if each.reason and each.to_year == last]
    stays.reason = reasons[0] if reasons else ""


def _notes(notes: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(filter(None, notes)))[:_LONGEST_NOTE]


def join_linkages(keep: Organisation, drop: Organisation) -> None:
    """Move the links; what both have becomes one, and a link between the two is none."""
    for link in Linkage.objects.of_organisation(drop).order_by("pk"):
        ends = [keep.pk if pk == drop.pk else pk for pk in (link.from_organisation_id, link.to_organisation_id)]
        if ends[0] == ends[1]:
            link.delete()
            continue
        has = _same_link(link, *ends)
        if has is None:
            link.from_organisation_id, link.to_organisation_id = ends
            link.save()
            continue
        _widen(has, [has, link])
        has.note = _notes([has.note, link.note])
        link.delete()
        has.save()


def _same_link(link: Linkage, source: int, target: int) -> Linkage | None:
    """Return the link of this kind that the two ends have already; only a supply has a direction."""
    ends = Q(from_organisation=source, to_organisation=target)
    if link.kind != Linkage.Kind.SUPPLY:
        ends |= Q(from_organisation=target, to_organisation=source)
    return Linkage.objects.filter(ends, kind=link.kind).exclude(pk=link.pk).first()


def join_figures(keep: Organisation, drop: Organisation) -> None:
    """Move the yearly figures; of a year that both have, the kept one's stand and blanks are filled."""
    own = {row.fiscal_year: row for row in EnterpriseFigures.objects.filter(organisation=keep)}
    for row in EnterpriseFigures.objects.filter(organisation=drop):
        has = own.get(row.fiscal_year)
        if has is None:
            row.organisation = keep
            row.save()
            continue
        filled = [name for name in _FILLED if getattr(has, name) in {None, ""} and getattr(row, name) not in {None, ""}]
        for name in filled:
            setattr(has, name, getattr(row, name))
        row.delete()
        if filled:
            has.save()
