"""Accounts: who may sign in."""

from datetime import date
from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from clusters.models import PromotionCentre
from members.models.people import Person
from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import BEDateField, BEDateTimeField
from thai.text import normalise


class UserManager(BaseUserManager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]  # built at run time
    """Accounts are found by e-mail, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not normalise(email):
            raise ValueError("An account needs an e-mail.")
        user: User = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.get(email=self.normalise_email(username or ""))
        return user

    @staticmethod
    def normalise_email(email: str) -> str:
        return normalise(email).lower()


class User(Record, AbstractBaseUser, PermissionsMixin):
    """An account. The e-mail signs in; a person may stand behind it, and a centre."""

    class Role(models.TextChoices):
        APPROVER = "approver", _("ผู้อนุมัติ")
        EDITOR = "editor", _("ผู้บันทึกข้อมูล")
        MANAGER = "manager", _("ผู้บริหาร (ดูอย่างเดียว)")
        COORDINATOR = "coordinator", _("ผู้ประสานงานคลัสเตอร์ (CDA)")
        SME = "sme", _("ผู้ประกอบการ")

    # Who works in the admin; the others work below /account/.
    STAFF_ROLES: Final = (Role.APPROVER, Role.EDITOR, Role.MANAGER)

    # Signing in is no edit: a column for it would raise the version and fill the history.
    last_login = None

    email = models.EmailField(_("อีเมล"), unique=True)
    person = models.OneToOneField(
        Person, verbose_name=_("บุคคล"), on_delete=models.PROTECT, null=True, blank=True, related_name="account"
    )
    centre = models.ForeignKey(
        PromotionCentre,
        verbose_name=_("หน่วยงาน"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
        help_text=_("เว้นว่างหรือเลือกส่วนกลาง หมายถึงดูแลทุกคลัสเตอร์"),
    )
    # Without a role an account may do what a superuser gave it right by right, if anything.
    role = models.CharField(
        _("บทบาท"),
        max_length=12,
        choices=Role,
        blank=True,
        help_text=_("บทบาทกำหนดว่าบัญชีทำอะไรได้ หน่วยงานกำหนดว่าทำกับคลัสเตอร์ใด ไม่เลือกหมายถึงมีเฉพาะสิทธิ์เพิ่มเติมที่ให้ไว้"),
    )
    is_staff = models.BooleanField(
        _("เข้าระบบเจ้าหน้าที่ได้"), default=False, help_text=_("ระบบกำหนดให้เองตามบทบาท เลือกเองได้เฉพาะบัญชีที่ไม่มีบทบาท")
    )
    is_active = models.BooleanField(_("ใช้งานอยู่"), default=True)
    ends_on = BEDateField(
        _("ใช้บัญชีได้ถึงวันที่"),
        null=True,
        blank=True,
        help_text=_("เว้นว่างหากไม่กำหนด เมื่อพ้นวันนี้ บัญชีเข้าสู่ระบบไม่ได้ และผู้ที่ใช้งานอยู่ออกจากระบบทันที"),
    )
    must_change_password = models.BooleanField(
        _("ต้องเปลี่ยนรหัสผ่านเมื่อเข้าสู่ระบบ"), default=False, help_text=_("ระบบยกเลิกให้เองเมื่อเจ้าของบัญชีเปลี่ยนรหัสผ่านแล้ว")
    )

    # The secrets themselves are allauth's ``Authenticator``; these two tell, and the history with them, that they are.
    second_factor_since = BEDateTimeField(_("ยืนยันตัวตนสองชั้นตั้งแต่"), null=True, blank=True, editable=False)
    recovery_codes_since = BEDateTimeField(_("ออกรหัสสำรองเมื่อ"), null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    # Rights are part of what the history tells of an account.
    _history_m2m_fields = ("user_permissions",)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta(Record.Meta):
        verbose_name = _("บัญชีผู้ใช้")
        verbose_name_plural = _("บัญชีผู้ใช้")
        ordering = ("email",)
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="email_once_whatever_its_case",
                violation_error_message=_("มีบัญชีที่ใช้อีเมลนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(role__in=["", "approver", "editor", "manager", "coordinator", "sme"]),
                name="account_role_is_known",
                violation_error_message=_("ไม่มีบทบาทนี้"),
            ),
            models.CheckConstraint(
                condition=(~Q(role__in=["approver", "editor", "manager"]) | Q(is_staff=True))
                & (~Q(role__in=["coordinator", "sme"]) | Q(is_staff=False, is_superuser=False)),
                name="role_decides_who_is_staff",
                violation_error_message=_("ผู้ประสานงานและผู้ประกอบการเข้าระบบเจ้าหน้าที่ไม่ได้ จึงเป็นผู้ดูแลระบบสูงสุดไม่ได้"),
            ),
            models.CheckConstraint(
                condition=~Q(role="coordinator") | Q(person__isnull=False),
                name="coordinator_is_a_known_person",
                violation_error_message=_("ระบุบุคคลของบัญชีนี้ก่อน ระบบดูจากตำแหน่งของบุคคลนั้นว่าเป็นผู้ประสานงานของคลัสเตอร์ใด"),
            ),
        )

    def __str__(self) -> str:
        return self.person.name if self.person_id and self.person else self.email

    def clean(self) -> None:
        super().clean()
        self._settle()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the e-mail in its one form on every path: by another it couldn't be signed in."""
        self._settle()
        super().save(*args, **kwargs)

    def _settle(self) -> None:
        """Fill what follows from the rest: nobody chooses beside a role whether it may enter the admin."""
        self.email = UserManager.normalise_email(self.email)
        if self.role or self.is_superuser:
            self.is_staff = self.is_superuser or self.role in self.STAFF_ROLES

    def may_sign_in_on(self, day: date) -> bool:
        """Tell whether the account is in use on a day; its last day counts."""
        return self.is_active and (self.ends_on is None or day <= self.ends_on)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """End every session of the account when its password or its second factor changes."""
        since = self.second_factor_since.timestamp() if self.second_factor_since else ""
        return salted_hmac("members.session", f"{self.password}|{since}", secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
