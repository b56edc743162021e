"""What is due of clusters and organisations: drafts that nobody has published yet, files that wait for a word."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from clusters.models import Cluster
from clusters.reports.centres import provinces_of_centre
from members.admin.imports.seen import batches_seen_by
from members.models import ChangeProposal, ImportBatch, Organisation, PrivacyRequest, User
from members.proposal_rights import waiting_for
from members.rights import answers_people, clusters_written_by, is_headquarters
from records.due import Due, due_for
from records.keyset import counted
from thai.calendar import fiscal_year_of
from thai.templatetags.thai import thai_number

_WAITING: Final = urlencode({"state__exact": "waiting"})


def own_centre(user: User) -> int | None:
    """Return the number of the centre to whose places the officer's work is limited; None at headquarters."""
    return None if is_headquarters(user) or user.centre is None else user.centre.number


@due_for
def drafts(user: User, today: date) -> Iterable[Due]:
    """Two queries."""
    centre = own_centre(user)
    query = urlencode({"state__exact": "draft"} | ({"centre": str(centre)} if centre else {}))
    if user.has_perm("clusters.change_cluster"):
        count = clusters_written_by(user, on=today).filter(state=Cluster.State.DRAFT).count()
        yield _line(_("คลัสเตอร์ %(count)s กลุ่มยังเป็นร่าง"), count, "clusters_cluster", query)
    if user.has_perm("members.change_organisation"):
        rows = Organisation.objects.filter(state=Organisation.State.DRAFT)
        if centre is not None:
            rows = rows.filter(province__in=provinces_of_centre(centre, fiscal_year_of(today)))
        yield _line(_("หน่วยงานและผู้ประกอบการ %(count)s รายยังเป็นร่าง"), counted(rows), "members_organisation", query)


@due_for
def files_that_wait(user: User, today: date) -> Iterable[Due]:
    """One query."""
    if user.has_perm("members.add_importbatch"):
        count = batches_seen_by(user).filter(state=ImportBatch.State.READY).count()
        query = urlencode({"state__exact": ImportBatch.State.READY.value})
        yield _line(_("ไฟล์นำเข้า %(count)s ไฟล์รอการยืนยัน"), count, "members_importbatch", query)


@due_for
def requests_of_people(user: User, today: date) -> Iterable[Due]:
    """One query."""
    if not answers_people(user):
        return
    waiting = PrivacyRequest.objects.open().aggregate(count=Count("pk"), first=Min("due_on"))
    text = _("คำขอของเจ้าของข้อมูล %(count)s เรื่องรอคำตอบ") % {"count": thai_number(waiting["count"])}
    address = f"{reverse('admin:members_privacyrequest_changelist')}?state__exact=open"
    late = waiting["first"] is not None and waiting["first"] < today
    yield Due(text, waiting["count"], address, due_on=waiting["first"], late=late)


@due_for
def changes_to_decide(user: User, today: date) -> Iterable[Due]:
    """Changes of organisations that others propose and this officer may decide on, or their centre. One query."""
    count = waiting_for(user, on=today).count()
    yield _line(_("ข้อเสนอแก้ไขหน่วยงาน %(count)s รายการรอพิจารณา"), count, "members_changeproposal", _WAITING)


@due_for
def own_changes_that_moved_on(user: User, today: date) -> Iterable[Due]:
    """Changes that the officer proposed and of which the values are others since. One query."""
    rows = ChangeProposal.objects.waiting().filter(proposed_by=user).select_related("organisation")
    count = sum(bool(row.moved_on()) for row in rows)
    text = _("ข้อเสนอแก้ไขของท่าน %(count)s รายการใช้ไม่ได้แล้ว เพราะข้อมูลเปลี่ยนไป กรุณาถอนแล้วเสนอใหม่")
    yield _line(text, count, "members_changeproposal", _WAITING)


def _line(text: str, count: int, model: str, query: Any) -> Due:
    address = f"{reverse(f'admin:{model}_changelist')}?{query}"
    return Due(text % {"count": thai_number(count)}, count, address)
