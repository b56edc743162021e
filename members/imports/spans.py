"""When a row's organisation belonged to its cluster, set into the spans that are known."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from clusters.models import Cluster
from members.imports.columns import LABELS, Field
from members.imports.edits import Change, Edits, Flagged
from members.imports.match import Held
from members.imports.rows import Member
from members.models import Membership

if TYPE_CHECKING:
    from members.imports.planner import Planner


def plan_membership(planner: "Planner", held: Held, member: Member, cluster: Cluster, edits: Edits) -> None:
    """Plan the span that a row tells of. Nothing known is shortened or ended."""
    spans = [span for span in held.memberships if span.cluster_id == cluster.pk]
    joined = member.joined_year or planner.default_year
    list_year = max(filter(None, (planner.list_year, joined)), default=None)
    covering = next((span for span in spans if _covers(span, joined)), None)
    if covering is not None:
        _within(covering, member.joined_year, list_year, edits)
        return
    later = next((span for span in spans if joined is not None and span.from_year and span.from_year > joined), None)
    label = f"{LABELS[Field.YEAR]} {cluster.name}"
    if later is None or list_year is None or joined is None:
        new = Membership(cluster=cluster, organisation=held.organisation, from_year=joined)
        edits.create(new, held.memberships, Change(label, "", str(joined or "")))
    elif later.from_year is not None and list_year < later.from_year:
        new = Membership(cluster=cluster, organisation=held.organisation, from_year=joined, to_year=list_year)
        edits.create(new, held.memberships, Change(label, "", new.years))
    elif planner.may_replace(later, "from_year"):
        edits.set(later, "from_year", joined, Change(label, str(later.from_year), str(joined)))


def _covers(span: Membership, joined: int | None) -> bool:
    if joined is None:
        return True
    begun = span.from_year is None or span.from_year <= joined
    return begun and (span.to_year is None or span.to_year >= joined)


def _within(span: Membership, joined: int | None, list_year: int | None, edits: Edits) -> None:
    if span.to_year is not None and list_year is not None and list_year > span.to_year:
        raise Flagged(
            Field.YEAR,
            _("ในระบบออกจากคลัสเตอร์แล้วในปี %(year)d หากกลับเข้าร่วมให้พิมพ์ปีที่กลับเข้าร่วม") % {"year": span.to_year},
        )
    if span.from_year is None and joined is not None:
        edits.set(span, "from_year", joined, Change(str(LABELS[Field.YEAR]), "", str(joined)))
