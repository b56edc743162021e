"""What the directory of organisations is asked for: what they are, and in which clusters."""

from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from clusters.models import Region
from clusters.reports.cluster_directory import ClusterSelection
from members.models import Membership, Organisation, Support
from members.models.organisations import OrganisationQuerySet
from members.reports.organisation_directory import OrganisationSelection
from portal.parameters import DirectoryParams, ReferenceChoices, choice_of, number_of_centre, payers


class OrganisationParams(DirectoryParams):
    """Also what an organisation is, and in which cluster."""

    @classmethod
    def fields_of(cls, known: ReferenceChoices) -> dict[str, forms.Field]:
        roles = [("member", _("สมาชิกคลัสเตอร์")), ("partner", _("หน่วยงานที่สนับสนุน (BDS)"))]
        return super().fields_of(known) | {
            "role": choice_of(_("บทบาท"), roles),
            "service": choice_of(_("บริการที่สนับสนุน"), Support.Service.choices),
            "listed": choice_of(_("คลัสเตอร์ที่นับ"), [("yes", _("เฉพาะคลัสเตอร์ในรายชื่อของปีที่เลือก"))]),
            "position": choice_of(_("ตำแหน่งในห่วงโซ่"), Membership.Position.choices),
            "kind": choice_of(_("ประเภท"), Organisation.Kind.choices),
            "cluster": forms.RegexField(
                r"^C[0-9]{4,11}$",
                label=_("รหัสคลัสเตอร์"),
                required=False,
                max_length=12,
                widget=forms.HiddenInput,
                error_messages={"invalid": _("รหัสคลัสเตอร์มีรูปแบบ C0001")},
            ),
            **cls._of_clusters(known),
        }

    @staticmethod
    def _of_clusters(known: ReferenceChoices) -> dict[str, forms.Field]:
        """Return what is asked of the clusters of a year's list: a part of its report leads here with it."""
        fields = {
            "in_sector": choice_of(_("สาขาของคลัสเตอร์"), known.sector),
            "in_region": choice_of(_("ภูมิภาคของคลัสเตอร์"), Region.choices),
            "in_centre": choice_of(_("ศูนย์ที่ดูแลคลัสเตอร์"), known.centre),
            "in_funder": choice_of(_("แหล่งงบของคลัสเตอร์"), [*known.funder, *payers()]),
        }
        for field in fields.values():
            field.widget = forms.HiddenInput()
        return dict(fields)

    @property
    def selection(self) -> OrganisationSelection:
        """Return what is asked for: with an entry, those in clusters that took part that way, in the year if one is."""
        own = {name: self.cleaned_data[name] for name in ("role", "service", "position", "kind", "cluster")}
        return OrganisationSelection(
            **self.places,
            **own,
            took_part_in=self.cleaned_data["year"] or None,
            among=self._among() if self.asks_for_a_list else None,
            order=self.cleaned_data["sort"],
        )

    @property
    def asks_for_a_list(self) -> bool:
        """Whether only clusters of the year's list, or that came in one way, are meant."""
        asked = self.cleaned_data
        return bool(asked["entry"] or (asked["listed"] and asked["year"]))

    def _among(self) -> QuerySet[Any, Any]:
        """Return the keys of the clusters on the list, or of the part of it that is asked for."""
        asked = self.cleaned_data
        keys = replace(self.took_part, funder=asked["in_funder"]).clusters()
        place = {"sector": asked["in_sector"], "region": asked["in_region"]}
        centre = number_of_centre(asked["in_centre"])
        if centre is None and not any(place.values()):
            return keys
        part = ClusterSelection(self.places["year"], **place, centre=centre, among=keys, with_merged=True)
        return part.rows().order_by().values("pk")

    def rows(self) -> OrganisationQuerySet:
        return self.selection.rows()
