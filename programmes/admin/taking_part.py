"""Members and partners in the admin, with the figures of the programme that lead to them."""

from django.contrib import admin

from members.admin.memberships import MembershipAdmin, SupportAdmin
from members.models import Membership, Support
from programmes.admin.figure_rows import MembershipsBehindFilter, SupportsBehindFilter

# Which clusters a year's report counts, the programme knows: members don't know of it.
admin.site.unregister([Membership, Support])


@admin.register(Membership)
class MembershipOfFiguresAdmin(MembershipAdmin):
    list_filter = (*MembershipAdmin.list_filter, MembershipsBehindFilter)  # type: ignore[assignment]  # a longer tuple


@admin.register(Support)
class SupportOfFiguresAdmin(SupportAdmin):
    list_filter = (*SupportAdmin.list_filter, SupportsBehindFilter)  # type: ignore[assignment]  # a longer tuple
