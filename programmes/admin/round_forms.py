"""The form in which a round is opened: a row for each cluster of the year before, and rows for those that join."""

from typing import Any, Final

from django import forms
from django.contrib import admin
from django.forms import BaseFormSet
from django.forms.formsets import formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster
from programmes.models import Funder, Participation
from programmes.operations.rounds import still_taking_part
from programmes.round_plans import Joining, Leaving, RoundPlan, Staying
from records.admin.boxes import RowAutocomplete

ROWS_TO_JOIN: Final = 5
MOST_TO_JOIN: Final = 200
STAYS, LEAVES = "stay", "leave"


class _Funded(forms.Form):
    """A row in which somebody may pay; all rows of a page share one list of funders, which is read once."""

    funder = forms.ChoiceField(label=_("แหล่งงบประมาณ"), required=False)

    def __init__(self, *args: Any, funders: dict[str, Funder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._funders = funders
        named = [(key, str(funder)) for key, funder in funders.items()]
        self.fields["funder"].choices = [("", _("ไม่ระบุ")), *named]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("aria-label", f"{field.label} {self.of}")
            if name == "funder":
                field.widget.attrs["data-funder"] = ""

    @property
    def of(self) -> str:
        """Whose row it is, for those who can't see the table."""
        return ""

    @property
    def chosen_funder(self) -> Funder | None:
        return self._funders.get(self.cleaned_data["funder"])


class LastYearsForm(_Funded):
    """What becomes of one cluster of the year before."""

    decision = forms.ChoiceField(
        label=_("การดำเนินการ"),
        choices=[(STAYS, _("ดำเนินการต่อ")), (LEAVES, _("ออก"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("เลือกว่าดำเนินการต่อหรือออก")},
    )
    outcome = forms.ChoiceField(
        label=_("ผลเมื่อออก"), required=False, choices=[("", "—"), *Participation.Outcome.choices]
    )
    reason = forms.CharField(
        label=_("เหตุผลที่ออก"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off", "placeholder": _("ไม่ระบุ")}),
    )
    field_order = ("decision", "funder", "outcome", "reason")

    def __init__(self, *args: Any, participation: Participation, **kwargs: Any) -> None:
        self.participation = participation
        super().__init__(*args, prefix=f"c{participation.cluster_id}", **kwargs)
        self.fields["funder"].initial = str(participation.funder_id or "")

    @property
    def of(self) -> str:
        return self.participation.cluster.name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == LEAVES and not cleaned.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", _("เลือกผลเมื่อออกจากโครงการ"))
        return cleaned

    @property
    def decided(self) -> Staying | Leaving:
        data, cluster = self.cleaned_data, self.participation.cluster
        if data["decision"] == STAYS:
            return Staying(cluster, self.chosen_funder)
        return Leaving(cluster, Participation.Outcome(data["outcome"]), data["reason"])


class JoiningForm(_Funded):
    """One cluster that wasn't there the year before; a row without a cluster says nothing."""

    cluster = forms.ModelChoiceField(
        Cluster.objects.none(), label=_("คลัสเตอร์"), required=False, error_messages={"invalid_choice": _("ไม่มีคลัสเตอร์นี้")}
    )
    entry = forms.ChoiceField(
        label=_("ประเภทการเข้าร่วม"),
        required=False,
        choices=[
            ("", _("ตามรายชื่อปีก่อน ๆ")),
            (Participation.Entry.NEW.value, Participation.Entry.NEW.label),
            (Participation.Entry.RETURNING.value, Participation.Entry.RETURNING.label),
        ],
    )
    field_order = ("cluster", "funder", "entry")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["cluster"]
        box.queryset = Cluster.objects.all()  # type: ignore[attr-defined]
        chooser = RowAutocomplete(Participation._meta.get_field("cluster"), admin.site)
        chooser.attrs |= {"aria-label": str(box.label), "data-joining": ""}
        chooser.choices = box.choices  # type: ignore[attr-defined]
        chooser.is_required = False
        box.widget = chooser

    @property
    def decided(self) -> Joining | None:
        cluster = self.cleaned_data.get("cluster")
        if cluster is None:
            return None
        entry = self.cleaned_data["entry"]
        return Joining(cluster, self.chosen_funder, Participation.Entry(entry) if entry else None)


JoiningFormSet: Final[type[BaseFormSet[JoiningForm]]] = formset_factory(
    JoiningForm, extra=ROWS_TO_JOIN, max_num=MOST_TO_JOIN, absolute_max=MOST_TO_JOIN, validate_max=True
)


def _with_room(data: QueryDict) -> QueryDict:
    """Return the data with some rows to join behind the last one that was filled, for the page that comes back."""
    filled = [at for at in range(MOST_TO_JOIN) if data.get(f"join-{at}-cluster")]
    wanted = min((filled[-1] + 1 if filled else 0) + ROWS_TO_JOIN, MOST_TO_JOIN)
    widened = data.copy()
    widened["join-TOTAL_FORMS"] = str(wanted)
    widened["join-INITIAL_FORMS"] = "0"
    return widened


class OpeningForm:
    """All rows of the page. Five queries, however many clusters there were, and one for each cluster that joins."""

    def __init__(self, fiscal_year: int, data: QueryDict | None) -> None:
        self.fiscal_year = fiscal_year
        funders = {str(funder.pk): funder for funder in Funder.objects.all()}
        self.last_year = [
            LastYearsForm(data, participation=row, funders=funders) for row in still_taking_part(fiscal_year - 1)
        ]
        self.joining = JoiningFormSet(data and _with_room(data), prefix="join", form_kwargs={"funders": funders})

    def is_valid(self) -> bool:
        """Whether every row can be read; all are looked at, so that all complaints show at once."""
        return all([*(form.is_valid() for form in self.last_year), self.joining.is_valid()])

    @property
    def plan(self) -> RoundPlan:
        decided = [form.decided for form in self.last_year]
        return RoundPlan(
            self.fiscal_year,
            staying=tuple(each for each in decided if isinstance(each, Staying)),
            leaving=tuple(each for each in decided if isinstance(each, Leaving)),
            joining=tuple(each for form in self.joining if (each := form.decided) is not None),
        )

    @property
    def media(self) -> forms.Media:
        return self.joining.media
