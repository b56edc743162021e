"""Organisations: one table of identities for members and partners."""

from typing import Any, ClassVar, Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters.models import Province, Sector
from clusters.models.places import in_active_language
from members.models.contacts import Consent, Contact
from records.addresses import address_of
from records.errors import RuleBroken
from records.guard import GuardedQuerySet
from records.locks import take_turns
from records.models import Record
from records.numbering import next_numbers, refuse_another_code
from thai.fields import JuristicNumberField, SearchKeyField, SortKeyField
from thai.organisations import IdentityNameField, identity_name
from thai.text import search_filter


class OrganisationQuerySet(GuardedQuerySet["Organisation"]):
    def public(self) -> Self:
        """Keep what everyone may see: neither drafts nor those merged into another."""
        return self.filter(state=Organisation.State.PUBLIC)

    def matching(self, query: str) -> Self:
        """Keep those with the query in a name or the code, for officers: names that aren't public are searched too."""
        return self.filter(search_filter(query))

    def matching_in_public(self, query: str) -> Self:
        """Keep those with the query in what everyone may see of them.

        A name that is public by consent counts as long as the consent does, any other name of a person never: a
        search that finds a hidden name tells it. A blank query keeps every row.
        """
        in_public = search_filter(query, key_field="public_key")
        if not in_public:
            return self  # beside a condition, one that holds for every row would vanish
        return self.filter(in_public | (search_filter(query) & Q(IsNull(_consent_to_its_name(), False))))

    def as_listed(self) -> Self:
        """Bring along what ``members.public.named_organisations`` asks of a row; no query more."""
        return self.select_related("sector", "province").annotate(consent_to_its_name=_consent_to_its_name())

    def members(self) -> Self:
        """Keep those that are or were members of a cluster."""
        return self.filter(pk__in=Organisation.objects.filter(memberships__isnull=False).values("pk"))

    def partners(self) -> Self:
        """Keep those that support or supported a cluster."""
        return self.filter(pk__in=Organisation.objects.filter(supports__isnull=False).values("pk"))

    def possible_duplicates(
        self,
        *,
        name: str = "",
        province: Province | None = None,
        number: str = "",
        phone: str = "",
        apart_from: "Organisation | None" = None,
    ) -> Self:
        """Keep those that may be the same: the number, or the name in the province, or a telephone.

        ``number`` and ``phone`` are clean ones. A row without a province, or a search without one, is compared by
        its name alone. Each of the three is an index look-up, whatever the number of rows.
        """
        found: list[models.QuerySet[Any, Any]] = []
        if number:
            found.append(Organisation.objects.filter(juristic_number=number).values("pk"))
        if identity := identity_name(name):
            somewhere = Q() if province is None else Q(province=province) | Q(province__isnull=True)
            found.append(Organisation.objects.filter(somewhere, identity_key=identity).values("pk"))
        if phone:
            with_phone = Contact.objects.filter(value=phone, kind__in=Contact.PHONES, organisation__isnull=False)
            found.append(with_phone.values("organisation"))
        if not found:
            return self.none()
        first, *rest = (rows.order_by() for rows in found)
        others = self.exclude(state=Organisation.State.MERGED).exclude(pk=apart_from and apart_from.pk)
        return others.filter(pk__in=first.union(*rest) if rest else first)


def _consent_to_its_name() -> Subquery:
    """Return the key of the consent by which a row's name is public, null if there is none.

    Looked up for each row that it is asked of: for EXISTS the database reads the consents of all.
    """
    named = Consent.objects.current().filter(organisation=OuterRef("pk"), item=Consent.Item.NAME)
    return Subquery(named.order_by().values("pk")[:1])


class Organisation(Record):
    """A firm, group, office or person that takes part; its public code is given once and never again.

    Being a member follows from a ``Membership``, being a partner from a ``Support``; one can be both.
    """

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("บริษัทหรือห้างหุ้นส่วน")
        COMMUNITY_ENTERPRISE = "community_enterprise", _("วิสาหกิจชุมชน")
        COOPERATIVE = "cooperative", _("สหกรณ์")
        SOLE_TRADER = "sole_trader", _("ผู้ประกอบการบุคคลธรรมดา")
        FINANCIAL = "financial", _("สถาบันการเงิน")
        EDUCATION = "education", _("สถาบันการศึกษา")
        TRAINING = "training", _("หน่วยงานฝึกอบรม")
        RESEARCH = "research", _("สถาบันวิจัยและพัฒนา")
        GOVERNMENT = "government", _("หน่วยงานของรัฐ")
        ASSOCIATION = "association", _("สมาคมและองค์กรภาคเอกชน")
        BUSINESS_SERVICE = "business_service", _("ผู้ให้บริการทางธุรกิจ")
        UNKNOWN = "unknown", _("ไม่ทราบ")

    class State(models.TextChoices):
        DRAFT = "draft", _("ร่าง")
        PUBLIC = "public", _("เผยแพร่")
        MERGED = "merged", _("รวมเข้ากับรายการอื่น")

    # Kinds that no single person can be. An enterprise, a trainer or a consultant without a number may be one person.
    PUBLIC_KINDS: Final = (
        Kind.COMMUNITY_ENTERPRISE,
        Kind.COOPERATIVE,
        Kind.FINANCIAL,
        Kind.EDUCATION,
        Kind.RESEARCH,
        Kind.GOVERNMENT,
        Kind.ASSOCIATION,
    )

    number = models.PositiveIntegerField(_("เลขลำดับ"), unique=True, editable=False)
    code = models.CharField(_("รหัสหน่วยงาน"), max_length=12, unique=True, editable=False)
    juristic_number = JuristicNumberField(_("เลขทะเบียนนิติบุคคล"), blank=True, help_text=_("เว้นว่างหากไม่เป็นนิติบุคคล"))
    name = models.CharField(_("ชื่อ"), max_length=200)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    trade_name = models.CharField(
        _("ชื่อทางการค้า"),
        max_length=200,
        blank=True,
        help_text=_("เผยแพร่แทนชื่อเมื่อกิจการเป็นของบุคคลธรรมดาที่ไม่ได้ให้ความยินยอม จึงต้องไม่มีชื่อบุคคล"),
    )
    kind = models.CharField(_("ประเภท"), max_length=20, choices=Kind, default=Kind.UNKNOWN)
    sector = models.ForeignKey(
        Sector,
        verbose_name=_("สาขาอุตสาหกรรม"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
    )
    main_products = models.CharField(
        _("ผลิตภัณฑ์หรือบริการหลัก"), max_length=300, blank=True, help_text=_("เผยแพร่ จึงต้องไม่มีชื่อหรือข้อมูลติดต่อของบุคคล")
    )
    province = models.ForeignKey(
        Province,
        verbose_name=_("จังหวัด"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
    )
    address = models.TextField(_("ที่อยู่"), max_length=500, blank=True, help_text=_("ไม่เผยแพร่หากกิจการเป็นของบุคคลธรรมดา"))
    web = models.URLField(_("เว็บไซต์"), blank=True, help_text=_("ไม่เผยแพร่หากกิจการเป็นของบุคคลธรรมดา"))
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.DRAFT)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("รวมเข้ากับ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
    )
    note = models.TextField(_("หมายเหตุ"), max_length=1000, blank=True, help_text=_("ไม่เผยแพร่"))
    search_key = SearchKeyField(sources=("name", "name_en", "trade_name", "code"))
    sort_key = SortKeyField(source="name")
    identity_key = IdentityNameField(sources=("name",))
    public_key = SearchKeyField(sources=("public_name", "public_name_en", "trade_name", "code"))
    public_sort_key = SortKeyField(source="public_label")

    # Filled by ``OrganisationQuerySet.as_listed`` only.
    consent_to_its_name: int | None

    objects: ClassVar[OrganisationQuerySet] = OrganisationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("หน่วยงานและผู้ประกอบการ")
        verbose_name_plural = _("หน่วยงานและผู้ประกอบการ")
        ordering = ("sort_key", "pk")
        indexes = (
            models.Index(fields=("sort_key", "id"), name="organisation_dictionary_order"),
            models.Index(
                fields=("public_sort_key", "id"), name="organisation_public_order", condition=Q(state="public")
            ),
            # Each filter of the directory alone, in its order: few of a hundred thousand may be of a kind.
            *(
                models.Index(
                    fields=(name, "public_sort_key", "id"),
                    name=f"organisation_public_{name}",
                    condition=Q(state="public"),
                )
                for name in ("kind", "sector", "province")
            ),
            models.Index(fields=("kind", "sort_key", "id"), name="organisation_of_kind"),
            models.Index(fields=("identity_key", "province"), name="organisation_identity"),
            models.Index(fields=("id",), name="organisation_drafts", condition=Q(state="draft")),
            # Which members are public, and in what order, is read from here alone.
            models.Index(
                fields=("id",), include=("public_sort_key",), name="organisation_is_public", condition=Q(state="public")
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("juristic_number",),
                condition=~Q(juristic_number=""),
                name="juristic_number_once_when_there_is_one",
                violation_error_message=_("มีหน่วยงานที่ใช้เลขทะเบียนนิติบุคคลนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(juristic_number="") | Q(juristic_number__startswith="0"),
                name="juristic_number_is_no_persons_number",
                violation_error_message=_("เลขทะเบียนนิติบุคคลต้องขึ้นต้นด้วย 0"),
            ),
            models.CheckConstraint(
                condition=Q(web="") | Q(web__startswith="http://") | Q(web__startswith="https://"),
                name="organisation_web_is_an_address_of_pages",
                violation_error_message=_("เว็บไซต์ต้องขึ้นต้นด้วย https:// หรือ http://"),
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="merged_organisation_names_the_other",
                violation_error_message=_("สถานะ “รวมเข้ากับรายการอื่น” ต้องระบุรายการปลายทาง และสถานะอื่นต้องไม่ระบุ"),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="organisation_is_not_merged_into_itself",
                violation_error_message=_("หน่วยงานรวมเข้ากับตัวเองไม่ได้"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "public", "merged"]),
                name="organisation_state_is_known",
                violation_error_message=_("ไม่มีสถานะนี้"),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "enterprise",
                        "community_enterprise",
                        "cooperative",
                        "sole_trader",
                        "financial",
                        "education",
                        "training",
                        "research",
                        "government",
                        "association",
                        "business_service",
                        "unknown",
                    ]
                ),
                name="organisation_kind_is_known",
                violation_error_message=_("ไม่มีประเภทนี้"),
            ),
        )

    def __str__(self) -> str:
        return in_active_language(self.name, self.name_en)

    def get_absolute_url(self) -> str:
        return address_of("portal:organisation", self.code)

    @property
    def is_person(self) -> bool:
        """Whether this may be one person's business, whose name is private: no number, and no kind that is public."""
        return not self.juristic_number and self.kind not in self.PUBLIC_KINDS

    @property
    def public_name(self) -> str:
        """The name as far as it needs nobody's consent; "" for a person."""
        return "" if self.is_person else self.name

    @property
    def public_name_en(self) -> str:
        return "" if self.is_person else self.name_en

    @property
    def public_label(self) -> str:
        """What stands in a public list without anybody's consent."""
        return self.public_name or self.trade_name or self.code

    def clean(self) -> None:
        super().clean()
        try:
            self._refuse_chains()
        except RuleBroken as broken:
            raise ValidationError({"merged_into": str(broken)}) from broken

    def _save_table(self, *args: Any, **kwargs: Any) -> Any:
        """Number the organisation and look for chains inside the saving transaction, where nobody comes between."""
        if self._state.adding and not self.number:
            (self.number,) = next_numbers(Organisation, 1)
            self.code = code_of(self.number)
        elif not self._state.adding:
            refuse_another_code(self)
        if self.state == self.State.MERGED or self.merged_into_id is not None:
            take_turns("organisation-merge")
            self._refuse_chains()
        return super()._save_table(*args, **kwargs)  # type: ignore[misc]  # Django's, absent from its stubs

    def _refuse_chains(self) -> None:
        """A merged row names a living one, so that one step leads from an old address to the new."""
        if self.merged_into_id is None:
            return
        if Organisation.objects.filter(pk=self.merged_into_id, state=self.State.MERGED).exists():
            raise RuleBroken(gettext("รายการปลายทางรวมเข้ากับรายการอื่นแล้ว กรุณาเลือกรายการที่ยังใช้อยู่"))
        if self.pk and Organisation.objects.filter(merged_into=self.pk).exists():
            raise RuleBroken(gettext("มีรายการอื่นรวมเข้ากับรายการนี้อยู่ กรุณาย้ายรายการเหล่านั้นไปยังรายการปลายทางก่อน"))


def code_of(number: int) -> str:
    return f"O{number:06d}"
