"""What is due of results: those that wait for approval, and those that came back."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import User
from members.rights import may_approve
from programmes.models import Measurement
from programmes.result_rights import approved_by
from records.due import Due, due_for
from thai.templatetags.thai import thai_number


@due_for
def results_to_approve(user: User, today: date) -> Iterable[Due]:
    """Count the results that wait for this approver: those of others. One query."""
    if not user.has_perm("programmes.view_measurement") or not may_approve(user):
        return
    waiting = Measurement.objects.waiting().exclude(author=user)
    count = waiting.filter(participation__in=approved_by(user, on=today).values("pk")).count()
    text = _("ผลการดำเนินงาน %(count)s รายการรอท่านอนุมัติ") % {"count": thai_number(count)}
    yield Due(text, count, reverse("admin:programmes_measurement_waiting"))


@due_for
def results_returned(user: User, today: date) -> Iterable[Due]:
    """Count what was returned to this officer to be mended. One query."""
    if not user.has_perm("programmes.change_measurement"):
        return
    count = Measurement.objects.newest().filter(author=user, state=Measurement.State.RETURNED).count()
    text = _("ผลการดำเนินงานที่ท่านบันทึก %(count)s รายการถูกส่งกลับให้แก้ไข") % {"count": thai_number(count)}
    yield Due(text, count, f"{reverse('admin:programmes_measurement_changelist')}?state__exact=returned")
