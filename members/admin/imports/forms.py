"""What an officer says of files and of their rows."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.contrib.admin import AdminSite
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster, Sector
from members.imports.list_kinds import labels_of
from members.imports.mapping import header_key
from members.imports.unknown_clusters import UnknownCluster
from members.models import ImportBatch, ImportRow, User
from members.rights import clusters_written_by
from records.admin.boxes import RowAutocomplete
from thai.forms import FiscalYearFormField

MOST_FILES: Final = 60
ENDINGS: Final = ".xlsx,.xls,.csv"
VERSION: Final = "version_read"


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; each is looked at later, so that a bad one keeps no other back."""

    widget = _Files({"accept": ENDINGS})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = (data or [None]) if isinstance(data, list) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("ส่งได้ครั้งละไม่เกิน %(most)d ไฟล์"), params={"most": MOST_FILES})
        # An empty file is told on its own page, like every other that can't be read.
        return [super(FilesField, self).clean(each, initial) for each in files]


def cluster_field(site: AdminSite, clusters: "QuerySet[Cluster]", *, label: Any, required: bool = False) -> Any:
    """Return a field that is searched as one types, and takes only one of ``clusters``."""
    box = forms.ModelChoiceField(
        clusters,
        label=label,
        required=required,
        error_messages={"invalid_choice": _("ไม่มีคลัสเตอร์นี้ หรือท่านไม่มีสิทธิ์บันทึกข้อมูลของคลัสเตอร์นี้")},
    )
    chooser = RowAutocomplete(ImportBatch._meta.get_field("cluster"), site)
    chooser.choices, chooser.is_required = box.choices, required
    box.widget = chooser
    return box


class AboutListForm(forms.Form):
    """Which cluster a list is of, if it doesn't say so itself, and of which year."""

    kind = forms.ChoiceField(
        label=_("ชนิดของรายชื่อ"), required=False, choices=[("", _("ให้ระบบดูจากคอลัมน์")), *ImportBatch.Kind.choices]
    )
    fiscal_year = FiscalYearFormField(
        label=_("รายชื่อนี้เป็นของปีงบประมาณใด"),
        required=False,
        help_text=_("ปีของรายชื่อ ไม่ใช่ปีที่นำเข้า เว้นว่างเมื่อไฟล์ระบุปีเอง"),
    )

    def __init__(self, *args: Any, site: AdminSite, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = clusters_written_by(user, on=timezone.localdate())
        self.fields["cluster"] = cluster_field(site, written, label=_("คลัสเตอร์"))
        self.fields["cluster"].help_text = _("เว้นว่างเมื่อแต่ละแถวหรือแต่ละแผ่นงานระบุคลัสเตอร์เอง")


class UploadForm(AboutListForm):
    uploads = FilesField(
        label=_("ไฟล์รายชื่อ"),
        allow_empty_file=True,
        max_length=1000,
        error_messages={"required": _("กรุณาเลือกไฟล์รายชื่ออย่างน้อยหนึ่งไฟล์")},
    )
    field_order = ("uploads", "fiscal_year", "cluster", "kind")


class ColumnsForm(forms.Form):
    """What each column of a file holds."""

    def __init__(self, *args: Any, batch: ImportBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: dict[str, str] = {}
        choices = [("", _("ไม่นำเข้า")), *labels_of(batch.kind).items()]
        for _sheet, _index, name, field in batch.columns:
            key = header_key(name)
            if key not in self.names.values():
                box = f"column-{len(self.names)}"
                self.names[box] = key
                self.fields[box] = forms.ChoiceField(label=name, choices=choices, initial=field, required=False)

    @property
    def mapping(self) -> dict[str, str]:
        """What was changed, by the key of a column's name."""
        return {self.names[name]: self.cleaned_data[name] for name in self.changed_data}


class MeantClusterForm(forms.Form):
    """Which cluster is meant by a name that nobody knows."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, site: AdminSite, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = clusters_written_by(user, on=timezone.localdate())
        self.fields["cluster"] = cluster_field(site, written, label=_("หมายถึงคลัสเตอร์"), required=True)


class NewClustersForm(forms.Form):
    """Which of the names that nobody knows are new clusters: those of which a sector is said."""

    def __init__(self, *args: Any, unknown: Sequence[UnknownCluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unknown = {f"sector-{at}": each for at, each in enumerate(unknown)}
        sectors = [("", _("ไม่เพิ่ม")), *Sector.objects.values_list("pk", "name")]
        for box, each in self.unknown.items():
            label = _("สาขาอุตสาหกรรมของ %(name)s") % {"name": each.name}
            initial = each.sector.pk if each.sector else None
            self.fields[box] = forms.TypedChoiceField(
                label=label, choices=sectors, initial=initial, required=False, coerce=int, empty_value=None
            )

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        if not self.errors and not any(sent.values()):
            raise forms.ValidationError(_("กรุณาเลือกสาขาอุตสาหกรรมของชื่อที่จะเพิ่มเป็นคลัสเตอร์ใหม่"))
        return sent

    @property
    def wanted(self) -> dict[str, Sector]:
        sectors = Sector.objects.in_bulk([key for key in self.cleaned_data.values() if key])
        return {self.unknown[box].name: sectors[key] for box, key in self.cleaned_data.items() if key}


class EndingForm(forms.Form):
    """In which year the ticked members left, and why; nobody is ticked beforehand."""

    year = FiscalYearFormField(label=_("ออกจากคลัสเตอร์ปีงบประมาณ"))
    reason = forms.CharField(
        label=_("เหตุผลที่ออก"), max_length=300, widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"})
    )


class ConfirmForm(forms.Form):
    """What must be said before a file is written: that rows stay behind, and that the notices were read."""

    only_clean = forms.BooleanField(
        label=_("นำเข้าเฉพาะแถวที่ถูกต้อง แถวที่รอการตัดสินใจจะไม่เข้าระบบ"),
        error_messages={"required": _("เลือกข้อนี้หากต้องการนำเข้าเฉพาะแถวที่ถูกต้อง หรือแก้ไขแถวที่รอการตัดสินใจก่อน")},
    )
    notices_read = forms.BooleanField(
        label=_("อ่านข้อสังเกตของไฟล์แล้ว"), error_messages={"required": _("กรุณาอ่านข้อสังเกตของไฟล์แล้วเลือกข้อนี้")}
    )

    def __init__(self, *args: Any, batch: ImportBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not batch.flagged:
            del self.fields["only_clean"]
        if not batch.notices:
            del self.fields["notices_read"]


def decisions_in(data: Any, batch: ImportBatch) -> dict[int, str]:
    """Return what was chosen of the rows that a page shows; what no row offers is left out."""
    sent = {name.removeprefix("decision-"): value for name, value in data.items() if name.startswith("decision-")}
    keys = [int(key) for key in sent if key.isascii() and key.isdecimal() and len(key) < 18]
    rows = batch.rows.filter(pk__in=keys, outcome=ImportRow.Outcome.FLAGGED)
    chosen = {row.pk: sent[str(row.pk)] for row in rows if sent[str(row.pk)] in {"", *choices_of(row)}}
    return {row.pk: chosen[row.pk] for row in rows if row.pk in chosen and chosen[row.pk] != row.decision}


def choices_of(row: ImportRow) -> list[str]:
    """Return what can be said of a row in doubt."""
    same = [f"same:{candidate['key']}" for candidate in row.candidates]
    return [*same, "new"] if row.may_be_new else same
