"""Every field of every table: what class of data it is, why it's kept, by which right, and for how long.

The one table from which the record of processing activities is made (section 39 of the Personal Data Protection Act
B.E. 2562). A field that isn't in it fails a test: whoever adds a field says here what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.models import Record

Text = str | Promise


@dataclass(frozen=True, eq=False)
class DataClass:
    """What kind of data a field holds. ``is_personal``: it can be of a living person."""

    label: Text
    purpose: Text
    basis: Text
    retention: Text
    is_personal: bool = True


_TASK: Final = gettext_lazy("ภารกิจของรัฐเพื่อประโยชน์สาธารณะ (มาตรา 24 (4))")
_DUTY: Final = gettext_lazy("หน้าที่ตามกฎหมาย (มาตรา 24 (6))")
_NONE: Final = gettext_lazy("ไม่ใช่ข้อมูลส่วนบุคคล")

IDENTITY: Final = DataClass(
    gettext_lazy("ชื่อบุคคล"),
    gettext_lazy("รู้ว่าใครเป็นผู้ประสานงาน ประธาน ผู้ติดต่อ หรือผู้ประกอบการของคลัสเตอร์"),
    gettext_lazy("ภารกิจของรัฐ (มาตรา 24 (4)) การเผยแพร่อาศัยความยินยอมเป็นรายการ (มาตรา 19)"),
    gettext_lazy("10 ปีงบประมาณหลังพ้นตำแหน่ง หรือจนกว่าจะลบตามคำขอ"),
)
CONTACT: Final = DataClass(
    gettext_lazy("ข้อมูลติดต่อ"),
    gettext_lazy("ติดต่อเรื่องการส่งเสริมคลัสเตอร์"),
    gettext_lazy("ภารกิจของรัฐ (มาตรา 24 (4)) การเผยแพร่อาศัยความยินยอมเป็นรายการ (มาตรา 19)"),
    gettext_lazy("เท่ากับชื่อของเจ้าของข้อมูล"),
)
CONSENT: Final = DataClass(
    gettext_lazy("ความยินยอม"),
    gettext_lazy("เป็นหลักฐานว่าเจ้าของข้อมูลยินยอมหรือถอนสิ่งใดเมื่อใด"),
    _DUTY,
    gettext_lazy("เท่ากับชื่อของเจ้าของข้อมูล ส่วนวันที่และรายการเก็บไว้เป็นหลักฐาน"),
)
FREE_TEXT: Final = DataClass(
    gettext_lazy("ข้อความอิสระของเจ้าหน้าที่"),
    gettext_lazy("อธิบายที่มาหรือเหตุผล ต้องไม่มีข้อมูลส่วนบุคคลเกินจำเป็น"),
    _TASK,
    gettext_lazy("ตลอดอายุของรายการ ข้อความของรายการบุคคลลบพร้อมบุคคล"),
)
BUSINESS: Final = DataClass(
    gettext_lazy("ข้อมูลกิจการ"),
    gettext_lazy("วางแผน ติดตาม และรายงานผลการพัฒนาคลัสเตอร์"),
    _TASK,
    gettext_lazy("ถาวร เป็นสถิติของโครงการ ชื่อกิจการของบุคคลธรรมดาลบตามคำขอ"),
)
PART: Final = DataClass(
    gettext_lazy("การมีส่วนร่วมในคลัสเตอร์"),
    gettext_lazy("รู้ว่าใครหรือกิจการใดเข้าร่วมและทำหน้าที่ใดในปีใด"),
    _TASK,
    gettext_lazy("ถาวร เมื่อลบข้อมูลแล้วไม่บ่งชี้ตัวบุคคล"),
)
ACCOUNT: Final = DataClass(
    gettext_lazy("บัญชีและสิทธิ์"),
    gettext_lazy("ให้เข้าระบบเฉพาะผู้มีหน้าที่และตามสิทธิ์"),
    _DUTY,
    gettext_lazy("ตราบที่ใช้บัญชี และลบตามคำขอเมื่อปิดบัญชีแล้ว"),
)
SECRET: Final = DataClass(
    gettext_lazy("ความลับของการเข้าสู่ระบบ"),
    gettext_lazy("ยืนยันตัวตน เก็บในรูปที่เข้ารหัสแล้ว ไม่แสดงแก่ผู้ใด"),
    _DUTY,
    gettext_lazy("ไม่เกิน 12 ชั่วโมงสำหรับการเข้าสู่ระบบ นอกนั้นตราบที่ใช้บัญชี"),
)
TRACE: Final = DataClass(
    gettext_lazy("ร่องรอยการทำงาน"),
    gettext_lazy("ตรวจสอบย้อนหลังได้ว่าใครทำหรือเปิดดูสิ่งใด เมื่อใด จากที่ใด"),
    _DUTY,
    gettext_lazy("ประวัติการแก้ไขเก็บตลอดอายุของรายการ บันทึกการเปิดดู 5 ปี"),
)
REQUEST: Final = DataClass(
    gettext_lazy("คำขอของเจ้าของข้อมูล"),
    gettext_lazy("รับ ตอบ และพิสูจน์ว่าตอบคำขอภายใน 30 วัน"),
    _DUTY,
    gettext_lazy("3 ปีหลังตอบ จากนั้นเหลือเพียงเรื่องและผล"),
)
IMPORTED: Final = DataClass(
    gettext_lazy("แถวของไฟล์ที่นำเข้า"),
    gettext_lazy("ตรวจและยกเลิกการนำเข้ารายชื่อได้"),
    _TASK,
    gettext_lazy("ไฟล์ต้นฉบับ 90 วัน แถวเก็บไว้กับประวัติการนำเข้า และลบพร้อมบุคคล"),
)
PROPOSED: Final = DataClass(
    gettext_lazy("ข้อเสนอแก้ไขหน่วยงาน"),
    gettext_lazy("ให้ผู้ดูแลร่วมตรวจก่อนแก้ไขหน่วยงานที่อยู่ในคลัสเตอร์ของหลายศูนย์"),
    _TASK,
    gettext_lazy("ค่าที่เสนอลบ 1 ปีหลังพิจารณา ของบุคคลลบพร้อมบุคคล"),
)
PROGRAMME: Final = DataClass(
    gettext_lazy("ข้อมูลโครงการและเอกสาร"),
    gettext_lazy("บอกเล่าและรายงานโครงการ พร้อมที่มา"),
    _NONE,
    gettext_lazy("ถาวร"),
    is_personal=False,
)
REFERENCE: Final = DataClass(
    gettext_lazy("ข้อมูลอ้างอิงและข้อมูลของระบบ"),
    gettext_lazy("จัดกลุ่ม ค้นหา เรียงลำดับ และให้ระบบทำงานถูกต้อง"),
    _NONE,
    gettext_lazy("ตราบที่ใช้ระบบ"),
    is_personal=False,
)

CLASSES: Final = (
    *(
        IDENTITY,
        CONTACT,
        CONSENT,
        FREE_TEXT,
        BUSINESS,
        PART,
        ACCOUNT,
        SECRET,
        TRACE,
        REQUEST,
        IMPORTED,
        PROPOSED,
        PROGRAMME,
        REFERENCE,
    ),
)

# The fields of each model, by class. What every model has, and what points at a row, stands in ``_ANYWHERE``.
_ANYWHERE: Final = {"id": REFERENCE, "version": REFERENCE}
FIELDS: Final[dict[str, dict[DataClass, str]]] = {
    "members.Person": {IDENTITY: "name name_en", FREE_TEXT: "note", REFERENCE: "search_key sort_key"},
    "members.Contact": {CONTACT: "person organisation kind value", FREE_TEXT: "note"},
    "members.Consent": {CONSENT: "person organisation item given_on wording source withdrawn_on"},
    "members.Organisation": {
        BUSINESS: "juristic_number name name_en trade_name kind sector main_products province state merged_into",
        CONTACT: "address web",
        FREE_TEXT: "note",
        REFERENCE: "number code search_key sort_key identity_key public_key public_sort_key",
    },
    "members.EnterpriseFigures": {
        BUSINESS: "organisation fiscal_year activity employees revenue_thb size_class size_rule",
        FREE_TEXT: "source",
    },
    "members.Linkage": {PART: "from_year to_year from_organisation to_organisation kind", FREE_TEXT: "note"},
    "members.Membership": {PART: "from_year to_year cluster organisation position", FREE_TEXT: "reason"},
    "members.Support": {PART: "from_year to_year organisation cluster service", FREE_TEXT: "note"},
    "members.Office": {PART: "from_year to_year person cluster role"},
    "members.User": {
        ACCOUNT: "email person centre role is_superuser is_staff is_active ends_on must_change_password groups"
        " user_permissions second_factor_since recovery_codes_since",
        SECRET: "password",
    },
    "members.User_groups": {ACCOUNT: "user group"},
    "members.User_user_permissions": {ACCOUNT: "user permission"},
    "members.Tries": {SECRET: "key count ends_at"},
    "members.ImportBatch": {
        PROGRAMME: "sha256 size stored_as kept_until kind cluster fiscal_year state problem step only_clean ok flagged"
        " skipped created changed unchanged absent mapping clusters_meant clusters_made columns notices remarks",
        FREE_TEXT: "file_name",
        TRACE: "author centre asked_by asked_at uploaded_at imported_at",
    },
    "members.ImportRow": {
        IMPORTED: "name changes problems candidates decision reason cells",
        PROGRAMME: "batch position outcome sheet number may_be_new unknown_cluster membership ends_in written",
    },
    "members.Merge": {
        BUSINESS: "kept dropped",
        REFERENCE: "before after",
        TRACE: "merged_by merged_at undone_at",
    },
    "members.Different": {BUSINESS: "first second"},
    "members.ChangeProposal": {
        PROPOSED: "organisation changes state",
        FREE_TEXT: "reason answer",
        TRACE: "proposed_by proposed_at decided_by decided_at",
    },
    "members.PrivacyRequest": {
        REQUEST: "reference kind name reach about text received_on due_on state person organisation answer closed_on"
    },
    "members.Disclosure": {TRACE: "at user kind address rows subject"},
    "members.Erasure": {TRACE: "key erased_at by reason rows"},
    "clusters.Province": {REFERENCE: "code name name_en region since search_key sort_key"},
    "clusters.PromotionCentre": {REFERENCE: "number name name_en short_name seat phone address"},
    "clusters.CentreProvince": {REFERENCE: "centre province from_year to_year basis note"},
    "clusters.Sector": {REFERENCE: "code position name name_en tsic_edition tsic_divisions"},
    "clusters.Cluster": {
        PROGRAMME: "number code name name_en name_note sector core_industry founded vision state merged_into provinces",
        REFERENCE: "search_key sort_key",
    },
    "clusters.ClusterProvince": {PROGRAMME: "cluster province"},
    "programmes.Funder": {REFERENCE: "code name name_en short_name short_name_en is_department"},
    "programmes.Round": {
        PROGRAMME: "fiscal_year state list_complete participation_locked results_locked",
        FREE_TEXT: "note",
    },
    "programmes.Source": {
        PROGRAMME: "code title title_language publisher published year_kind reference address",
        FREE_TEXT: "note",
    },
    "programmes.Participation": {
        PROGRAMME: "cluster round entry funder outcome source",
        FREE_TEXT: "reason_for_leaving note",
    },
    "programmes.ReportedFigure": {
        PROGRAMME: "key revision from_year to_year measure value qualifier unit planned scope scope_basis funder"
        " year_basis year_as_written confidence reading preferred source quotation supersedes",
        FREE_TEXT: "note note_en",
    },
    "programmes.Milestone": {
        PROGRAMME: "code kind year to_year day title title_en text text_en source quotation",
    },
    "programmes.Objective": {PROGRAMME: "number text text_en source quotation"},
    "programmes.DemoLoad": {REFERENCE: "size seed loaded_at removed_at is_standing keys"},
    "programmes.Indicator": {
        REFERENCE: "code position name name_en definition definition_en unit unit_en decimals direction objective rule"
        " counted numerator denominator factor frequency is_confidential is_active"
    },
    "programmes.Target": {PROGRAMME: "indicator participation round value", FREE_TEXT: "note"},
    "programmes.Measurement": {
        PROGRAMME: "indicator participation period revision value enterprises state supersedes",
        FREE_TEXT: "evidence return_reason",
        TRACE: "author approver approved_at",
    },
    "programmes.Assessment": {PROGRAMME: "participation assessed_on step potential", FREE_TEXT: "evidence"},
    "programmes.LockRequest": {
        PROGRAMME: "round lock action state",
        FREE_TEXT: "reason answer",
        TRACE: "asked_by asked_at decided_by decided_at",
    },
    "programmes.Edition": {
        PROGRAMME: "round number state content sha256 lines",
        FREE_TEXT: "reason",
        TRACE: "drafted_by drafted_at drafted_office drafted_office_en approved_by published_at approved_office"
        " approved_office_en",
    },
    "programmes.EditionFile": {PROGRAMME: "edition language kind content sha256"},
    "admin.LogEntry": {TRACE: "action_time user content_type object_id object_repr action_flag change_message"},
    "auth.Permission": {REFERENCE: "name content_type codename"},
    "auth.Group": {REFERENCE: "name permissions"},
    "auth.Group_permissions": {REFERENCE: "group permission"},
    "contenttypes.ContentType": {REFERENCE: "app_label model"},
    "sessions.Session": {SECRET: "session_key session_data expire_date"},
    "account.EmailAddress": {ACCOUNT: "user email verified primary"},
    "account.EmailConfirmation": {SECRET: "email_address created sent key"},
    "mfa.Authenticator": {SECRET: "user type data created_at last_used_at"},
}


def class_of(model: type[models.Model], name: str) -> DataClass | None:
    """Return the class of a field; None where nobody has said it.

    A history holds what its rows held, of the same class, and the trace of who wrote it.
    """
    origin = _model_of_history(model)
    if origin is not None and (kept := _class_in(origin._meta.label, name)) is not None:
        return kept
    return TRACE if origin is not None else _class_in(model._meta.label, name)


def _class_in(label: str, name: str) -> DataClass | None:
    told = FIELDS.get(label, {})
    return next((each for each, names in told.items() if name in names.split()), _ANYWHERE.get(name))


def _model_of_history(model: type[models.Model]) -> type[models.Model] | None:
    return _histories().get(model._meta.label_lower)


def _histories() -> dict[str, type[models.Model]]:
    """Return the records by the labels of the tables that keep their history, links included."""
    found: dict[str, type[models.Model]] = {}
    for record in (model for model in apps.get_models() if issubclass(model, Record)):
        history = record.history.model
        found[history._meta.label_lower] = record
        for field in history._history_m2m_fields:
            found[getattr(history, field.name).model._meta.label_lower] = record
    return found


def unclassified() -> Iterator[str]:
    """Yield every field of every model of which nobody has said what it is."""
    for model in apps.get_models(include_auto_created=True):
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            if class_of(model, field.name) is None:
                yield f"{model._meta.label}.{field.name}"


@dataclass(frozen=True)
class Table:
    """One table's fields of one class, in words."""

    label: str
    fields: str


@dataclass(frozen=True)
class Part:
    """One class of data with its tables."""

    label: str
    purpose: str
    basis: str
    retention: str
    tables: list[Table]


@dataclass(frozen=True)
class Register:
    """The record of processing activities: the personal classes, from the table above. No query."""

    parts: list[Part]

    @classmethod
    def of_now(cls) -> Self:
        return cls([_part(each) for each in CLASSES if each.is_personal])


def _part(each: DataClass) -> Part:
    tables = []
    for label, told in FIELDS.items():
        if each in told:
            model: Any = apps.get_model(label)
            names = [capfirst(str(model._meta.get_field(name).verbose_name)) for name in told[each].split()]
            tables.append(Table(capfirst(str(model._meta.verbose_name)), ", ".join(names)))
    if each is TRACE:
        tables.append(Table(_("ประวัติการแก้ไขของทุกตาราง"), _("ผู้แก้ไข เวลา จากที่ใด เหตุผล และค่าก่อนและหลัง")))
    return Part(str(each.label), str(each.purpose), str(each.basis), str(each.retention), tables)
