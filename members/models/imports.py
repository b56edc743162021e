"""Files that were brought in: each is a batch, from its upload to its undoing, with what became of every row."""

from datetime import date, timedelta
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster, PromotionCentre
from members.models.users import User
from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import BEDateField, BEDateTimeField, FiscalYearField, fiscal_year_range

DAYS_KEPT: Final = 90  # of the original
DAYS_TO_UNDO: Final = 30


class ImportBatchQuerySet(GuardedQuerySet["ImportBatch"]):
    def waiting(self) -> Self:
        """Keep those with which a process must do something, whoever asked first coming first."""
        return self.filter(state__in=ImportBatch.NEXT).order_by("asked_at", "pk")

    def at_work(self) -> Self:
        return self.filter(state__in=ImportBatch.NEXT.values())


class ImportBatch(Record):
    """One file on its way in. What it wrote stands in its rows, and in the history under its number."""

    class Kind(models.TextChoices):
        MEMBERS = "members", _("รายชื่อสมาชิก")
        PARTNERS = "partners", _("หน่วยงาน BDS และบริการ")
        FIGURES = "figures", _("ข้อมูลขนาดกิจการรายปี")
        CLUSTERS = "clusters", _("กลุ่มที่เข้าร่วมรายปี")
        RESULTS = "results", _("ผลการดำเนินงานของกลุ่ม")

    class State(models.TextChoices):
        WAITING = "waiting", _("รอตรวจ")
        CHECKING = "checking", _("กำลังตรวจ")
        READY = "ready", _("รอยืนยัน")
        CONFIRMED = "confirmed", _("รอนำเข้า")
        IMPORTING = "importing", _("กำลังนำเข้า")
        DONE = "done", _("นำเข้าแล้ว")
        REFUSED = "refused", _("ไม่รับไฟล์")
        STOPPED = "stopped", _("หยุดกลางคัน")
        TO_UNDO = "to_undo", _("รอยกเลิกการนำเข้า")
        UNDOING = "undoing", _("กำลังยกเลิกการนำเข้า")
        UNDONE = "undone", _("ยกเลิกการนำเข้าแล้ว")
        DISCARDED = "discarded", _("ไม่นำเข้า")

    # What a process does next with a batch that waits for it.
    NEXT: Final = {
        State.WAITING: State.CHECKING,
        State.CONFIRMED: State.IMPORTING,
        State.TO_UNDO: State.UNDOING,
    }
    WRITTEN: Final = (State.DONE, State.TO_UNDO, State.UNDOING, State.UNDONE)

    file_name = models.CharField(_("ชื่อไฟล์"), max_length=200)
    sha256 = models.CharField(_("ลายนิ้วมือของไฟล์"), max_length=64)
    size = models.PositiveIntegerField(_("ขนาด (ไบต์)"))
    stored_as = models.CharField(_("ชื่อที่เก็บ"), max_length=120)
    # Null once the original has been removed.
    kept_until = BEDateField(_("เก็บไฟล์ต้นฉบับถึง"), null=True, blank=True)
    # Blank until the file was looked at, unless an officer has said it.
    kind = models.CharField(_("ชนิดของรายชื่อ"), max_length=12, choices=Kind, blank=True)
    # Null: the rows name their clusters themselves.
    cluster = models.ForeignKey(
        Cluster,
        verbose_name=_("คลัสเตอร์"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="import_batches",
    )
    fiscal_year = FiscalYearField(_("ปีงบประมาณของรายชื่อ"), null=True, blank=True)
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.WAITING)
    author = models.ForeignKey(User, verbose_name=_("ผู้นำเข้า"), on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(
        PromotionCentre, verbose_name=_("หน่วยงาน"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(User, verbose_name=_("ผู้สั่งล่าสุด"), on_delete=models.PROTECT, related_name="+")
    asked_at = BEDateTimeField(_("สั่งเมื่อ"), default=timezone.now)
    uploaded_at = BEDateTimeField(_("ส่งไฟล์เมื่อ"), default=timezone.now)
    imported_at = BEDateTimeField(_("นำเข้าเมื่อ"), null=True, blank=True)
    problem = models.TextField(_("ข้อความ"), max_length=2000, blank=True)
    step = models.CharField(_("ขั้นตอน"), max_length=60, blank=True)
    only_clean = models.BooleanField(_("นำเข้าเฉพาะแถวที่ถูกต้อง"), default=False)

    ok = models.PositiveIntegerField(_("แถวที่นำเข้าได้"), default=0)
    flagged = models.PositiveIntegerField(_("แถวที่รอการตัดสินใจ"), default=0)
    skipped = models.PositiveIntegerField(_("แถวที่ไม่ใช่ข้อมูล"), default=0)
    created = models.PositiveIntegerField(_("เพิ่ม"), default=0)
    changed = models.PositiveIntegerField(_("แก้ไข"), default=0)
    unchanged = models.PositiveIntegerField(_("คงเดิม"), default=0)
    absent = models.PositiveIntegerField(_("อยู่ในระบบแต่ไม่อยู่ในไฟล์"), default=0)

    # By the name of a column as ``imports.mapping.header_key`` writes it: what it holds, "" for nothing.
    mapping = models.JSONField(_("การจับคู่คอลัมน์"), default=dict, blank=True)
    # By the name of an unknown cluster: the key of the cluster that is meant.
    clusters_meant = models.JSONField(_("คลัสเตอร์ที่หมายถึง"), default=dict, blank=True)
    # The keys of those that were added for it, and go again with it.
    clusters_made = models.JSONField(_("คลัสเตอร์ที่เพิ่มจากไฟล์"), default=list, blank=True)
    columns = models.JSONField(_("คอลัมน์ของไฟล์"), default=list, blank=True)
    notices = models.JSONField(_("ข้อสังเกตที่ต้องรับทราบ"), default=list, blank=True)
    remarks = models.JSONField(_("ข้อสังเกต"), default=list, blank=True)

    objects: ClassVar[ImportBatchQuerySet] = ImportBatchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("การนำเข้าไฟล์")
        verbose_name_plural = _("การนำเข้าไฟล์")
        ordering = ("-pk",)
        constraints = (
            fiscal_year_range("import_year_is_a_fiscal_year", "fiscal_year"),
            models.CheckConstraint(
                condition=Q(kind__in=["", "members", "partners", "figures", "clusters", "results"]),
                name="import_kind_is_known",
                violation_error_message=_("ไม่มีรายชื่อชนิดนี้"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "to_undo", "undoing", "undone"], imported_at__isnull=False)
                | Q(
                    state__in=[
                        "waiting",
                        "checking",
                        "ready",
                        "confirmed",
                        "importing",
                        "refused",
                        "stopped",
                        "discarded",
                    ],
                    imported_at__isnull=True,
                ),
                name="import_state_tells_whether_it_was_written",
                violation_error_message=_("สถานะของการนำเข้าไม่ตรงกับวันที่นำเข้า"),
            ),
        )

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        """Whether a process has it or will take it by itself."""
        return self.state in self.NEXT or self.state in self.NEXT.values()

    @property
    def needs_year(self) -> bool:
        """Whether an officer must say of which year it is; of clusters each row says it."""
        return self.kind != self.Kind.CLUSTERS

    def undo_ends_on(self) -> date | None:
        """The last day on which the batch can be undone, None if it wasn't written."""
        if self.imported_at is None:
            return None
        return timezone.localdate(self.imported_at) + timedelta(days=DAYS_TO_UNDO)

    def may_be_undone_on(self, day: date) -> bool:
        last = self.undo_ends_on()
        return self.state == self.State.DONE and last is not None and day <= last


class ImportRow(models.Model):
    """What becomes of one row of a file, or of a member whom the file doesn't name. No record: it tells of records.

    Rows are made anew by each check; what a person decided of one stays with its sheet and number.
    """

    class Outcome(models.TextChoices):
        CREATED = "created", _("เพิ่มใหม่")
        CHANGED = "changed", _("แก้ไข")
        UNCHANGED = "unchanged", _("คงเดิม")
        FLAGGED = "flagged", _("รอการตัดสินใจ")
        SKIPPED = "skipped", _("ไม่ใช่ข้อมูล")
        ABSENT = "absent", _("ไม่อยู่ในไฟล์")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    sheet = models.CharField(max_length=100, blank=True)
    number = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=300, blank=True)
    # [label, old, new] of each field; [column, what to type] of each problem.
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    # Organisations that may be the same; decided: "same:" and the key of one, or "new".
    candidates = models.JSONField(default=list)
    may_be_new = models.BooleanField(default=False)
    decision = models.CharField(max_length=30, blank=True)
    unknown_cluster = models.CharField(max_length=200, blank=True)
    # Of a member who isn't in the file: the membership, and how it ends if somebody says that it does.
    membership = models.PositiveBigIntegerField(null=True)
    ends_in = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    # [model, key, "+" or "~", version] of each record that was written, in this form so that records know no batches.
    written = models.JSONField(default=list)
    # The cells of a flagged row, to be given back.
    cells = models.JSONField(default=list)

    class Meta:
        ordering = ("batch", "position")
        constraints = (models.UniqueConstraint(fields=("batch", "position"), name="import_row_once_per_place"),)
        indexes = (models.Index(fields=("batch", "outcome", "position"), name="import_rows_by_outcome"),)

    def __str__(self) -> str:
        return f"{self.sheet} {self.number} {self.name}"

    # What a page of its own shows best; the parts of an organisation stand on its page.
    LINKED: Final = {
        "organisation": "members_organisation",
        "participation": "programmes_participation",
        "measurement": "programmes_measurement",
    }

    @property
    def links(self) -> list[dict[str, Any]]:
        """What was written that has a page of its own, for the result's page."""
        return [
            {"page": f"admin:{self.LINKED[model]}_change", "key": key, "is_new": sign == "+"}
            for model, key, sign, _version in self.written
            if model in self.LINKED
        ]
