"""How to reach a person or an organisation, and what of it may be published."""

import re
from typing import Any, ClassVar, Final, Self

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models.merged import OfLivingOrganisation
from members.models.people import Person
from records.errors import RuleBroken
from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import BEDateField
from thai.phones import ThaiPhoneError, clean_phone, format_phone, is_mobile
from thai.text import normalise

_LINE_ID = re.compile(r"@?[a-z0-9._-]{2,60}")


def _of_one_subject(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(person__isnull=False, organisation__isnull=True)
        | Q(person__isnull=True, organisation__isnull=False),
        name=name,
        violation_error_message=_("ต้องระบุบุคคลหรือหน่วยงานอย่างใดอย่างหนึ่งเท่านั้น"),
    )


class Contact(OfLivingOrganisation, Record):
    """One way to reach a person or an organisation. Private: ``members.public`` alone decides who sees it."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("โทรศัพท์")
        MOBILE = "mobile", _("โทรศัพท์มือถือ")
        EMAIL = "email", _("อีเมล")
        LINE = "line", "LINE ID"
        ADDRESS = "address", _("ที่อยู่")

    PHONES: Final = (Kind.PHONE, Kind.MOBILE)

    person = models.ForeignKey(
        Person, verbose_name=_("บุคคล"), on_delete=models.CASCADE, null=True, blank=True, related_name="contacts"
    )
    organisation = models.ForeignKey(
        "members.Organisation",
        verbose_name=_("หน่วยงานและผู้ประกอบการ"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
    )
    kind = models.CharField(_("ช่องทาง"), max_length=10, choices=Kind)
    value = models.CharField(_("ข้อมูลติดต่อ"), max_length=300)
    note = models.CharField(_("หมายเหตุ"), max_length=200, blank=True, help_text=_("เช่น ฝ่ายขาย ไม่เผยแพร่"))

    class Meta(Record.Meta):
        verbose_name = _("ข้อมูลติดต่อ")
        verbose_name_plural = _("ข้อมูลติดต่อ")
        ordering = ("pk",)
        indexes = (models.Index(fields=("value",), name="contact_by_value"),)
        constraints = (
            _of_one_subject("contact_is_of_a_person_or_an_organisation"),
            models.UniqueConstraint(
                fields=("person", "kind", "value"),
                name="contact_once_per_person",
                violation_error_message=_("บุคคลนี้มีข้อมูลติดต่อนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=("organisation", "kind", "value"),
                name="contact_once_per_organisation",
                violation_error_message=_("หน่วยงานนี้มีข้อมูลติดต่อนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["phone", "mobile", "email", "line", "address"]),
                name="contact_kind_is_known",
                violation_error_message=_("ไม่มีช่องทางนี้"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.shown}"

    @property
    def shown(self) -> str:
        """The value as people write it."""
        return format_phone(self.value) if self.kind in self.PHONES else self.value

    def clean(self) -> None:
        super().clean()
        try:
            self.kind, self.value = contact_detail(self.kind, self.value)
        except RuleBroken as broken:
            raise ValidationError({"value": str(broken)}) from broken

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind, self.value = contact_detail(self.kind, self.value)
        super().save(*args, **kwargs)


def contact_detail(kind: str, value: str) -> tuple[str, str]:
    """Return kind and value as they're kept: one form for one number or address.

    Whether a number is a mobile one follows from the number, since consent to the one isn't consent to the other.
    Raises RuleBroken.
    """
    if kind in Contact.PHONES:
        try:
            value = clean_phone(value)
        except ThaiPhoneError as error:
            raise RuleBroken(str(error)) from error
        return (Contact.Kind.MOBILE if is_mobile(value) else Contact.Kind.PHONE).value, value
    value = normalise(value)
    if kind == Contact.Kind.EMAIL:
        value = value.lower()
        try:
            validate_email(value)
        except ValidationError as error:
            raise RuleBroken(gettext("อีเมลไม่ถูกต้อง กรุณาพิมพ์ครั้งละหนึ่งที่อยู่ เช่น name@example.com")) from error
    if kind == Contact.Kind.LINE:
        value = value.lower()
        if not _LINE_ID.fullmatch(value):
            raise RuleBroken(gettext("LINE ID ไม่ถูกต้อง ใช้ตัวอักษรอังกฤษ ตัวเลข และเครื่องหมาย . _ - ได้"))
    return kind, value


class ConsentQuerySet(GuardedQuerySet["Consent"]):
    def current(self) -> Self:
        """Keep what is given and not withdrawn: a consent without ``withdrawn_on`` still stands."""
        return self.filter(withdrawn_on__isnull=True)


class Consent(OfLivingOrganisation, Record):
    """A person agrees that one item about them is published; or an organisation, for its own name and contacts.

    An organisation that is a person gives consent on its own row. A withdrawn consent stays as evidence, and a new
    one is a new row.
    """

    class Item(models.TextChoices):
        NAME = "name", _("ชื่อ")
        OFFICE = "office", _("ตำแหน่งในคลัสเตอร์")
        PHONE = "phone", _("โทรศัพท์")
        MOBILE = "mobile", _("โทรศัพท์มือถือ")
        EMAIL = "email", _("อีเมล")
        LINE = "line", "LINE ID"

    person = models.ForeignKey(
        Person, verbose_name=_("บุคคล"), on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    organisation = models.ForeignKey(
        "members.Organisation",
        verbose_name=_("หน่วยงานและผู้ประกอบการ"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="consents",
    )
    item = models.CharField(_("รายการที่ยินยอมให้เผยแพร่"), max_length=10, choices=Item)
    given_on = BEDateField(_("วันที่ให้ความยินยอม"))
    wording = models.TextField(_("ข้อความที่แสดงต่อผู้ให้ความยินยอม"), max_length=2000)
    source = models.CharField(_("หลักฐาน"), max_length=300, help_text=_("เช่น แบบยินยอมเลขที่ หรือวันที่ได้รับอีเมล"))
    # A consent without it still stands.
    withdrawn_on = BEDateField(_("วันที่ถอนความยินยอม"), null=True, blank=True)

    objects: ClassVar[ConsentQuerySet] = ConsentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("ความยินยอม")
        verbose_name_plural = _("ความยินยอม")
        ordering = ("-given_on", "-pk")
        constraints = (
            _of_one_subject("consent_is_of_a_person_or_an_organisation"),
            # One at a time: were there two, withdrawing the one would hide nothing.
            models.UniqueConstraint(
                fields=("person", "item"),
                condition=Q(withdrawn_on__isnull=True),
                name="one_current_consent_per_person_and_item",
                violation_error_message=_("บุคคลนี้ให้ความยินยอมรายการนี้ไว้แล้วและยังไม่ได้ถอน"),
            ),
            models.UniqueConstraint(
                fields=("organisation", "item"),
                condition=Q(withdrawn_on__isnull=True),
                name="one_current_consent_per_organisation_and_item",
                violation_error_message=_("หน่วยงานนี้ให้ความยินยอมรายการนี้ไว้แล้วและยังไม่ได้ถอน"),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_is_withdrawn_after_it_is_given",
                violation_error_message=_("วันที่ถอนต้องไม่มาก่อนวันที่ให้ความยินยอม"),
            ),
            models.CheckConstraint(
                condition=~Q(wording="") & ~Q(source=""),
                name="consent_has_its_wording_and_source",
                violation_error_message=_("ต้องระบุข้อความและหลักฐานของความยินยอม"),
            ),
            models.CheckConstraint(
                condition=Q(item__in=["name", "office", "phone", "mobile", "email", "line"]),
                name="consent_item_is_known",
                violation_error_message=_("ไม่มีรายการนี้"),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | ~Q(item="office"),
                name="office_is_consented_by_a_person",
                violation_error_message=_("ตำแหน่งในคลัสเตอร์เป็นของบุคคล ให้บันทึกความยินยอมที่บุคคล"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person or self.organisation}: {self.get_item_display()}"

    @property
    def is_current(self) -> bool:
        return self.withdrawn_on is None

    def clean(self) -> None:
        super().clean()
        try:
            self._refuse_what_no_evidence_allows()
        except RuleBroken as broken:
            raise ValidationError(str(broken)) from broken

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_what_no_evidence_allows()
        super().save(*args, **kwargs)

    def _refuse_what_no_evidence_allows(self) -> None:
        today = timezone.localdate()
        if self.given_on and self.given_on > today:
            raise RuleBroken(gettext("วันที่ให้ความยินยอมอยู่ในอนาคต กรุณาตรวจสอบ"))
        if self.withdrawn_on and self.withdrawn_on > today:
            raise RuleBroken(gettext("วันที่ถอนความยินยอมอยู่ในอนาคต การถอนมีผลทันที กรุณาตรวจสอบ"))
        # A withdrawal that comes in between has raised the version, and the save is refused as stale.
        if self.pk and self.is_current and Consent.objects.filter(pk=self.pk, withdrawn_on__isnull=False).exists():
            raise RuleBroken(gettext("ความยินยอมที่ถอนแล้วกลับมาใช้อีกไม่ได้ กรุณาเพิ่มความยินยอมใหม่"))
