"""Plans one row: which organisation it means, and what of it is new.

Blank keeps. A newer list replaces, an older one fills what is blank and adds what it dates. What two people could see
differently is flagged.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _

from clusters.models import Cluster
from members.imports.columns import LABELS, Field
from members.imports.contacts import plan_contacts
from members.imports.edits import Change, Edits, Flagged
from members.imports.match import Held, World
from members.imports.provenance import Provenance
from members.imports.rows import Member, ReadRow
from members.imports.spans import plan_membership
from members.imports.words import same_name
from members.models import Contact, EnterpriseFigures, Membership, Organisation
from records.models import Record
from thai.numbers import format_juristic_number

_KINDS: Final = (
    (re.compile(r"(?:กลุ่ม)?วิสาหกิจชุมชน"), Organisation.Kind.COMMUNITY_ENTERPRISE),
    (re.compile(r"(?:ชุมนุม)?สหกรณ์"), Organisation.Kind.COOPERATIVE),
    (re.compile(r"บริษัท|ห้างหุ้นส่วน|บจก|บมจ|หจก|.*(?:co\.|ltd)", re.IGNORECASE), Organisation.Kind.ENTERPRISE),
    (re.compile(r"นาย|นาง|น\.ส\."), Organisation.Kind.SOLE_TRADER),
)


class Planner:
    """Plans the rows of one file, each after the other, so that a later one knows what an earlier one brings."""

    needs_cluster: ClassVar[bool] = True

    def __init__(
        self,
        world: World,
        *,
        list_year: int | None,
        default_year: int | None,
        file_name: str,
        decisions: Mapping[tuple[str, int], str] | None = None,
    ) -> None:
        self.decisions = decisions or {}
        self.world, self.list_year, self.default_year = world, list_year, default_year
        self.source = _("รายชื่อสมาชิก ปีงบประมาณ %(year)s ไฟล์ %(file)s") % {
            "year": list_year or "-",
            "file": file_name[:150],
        }
        self.seen: set[int] = set()  # organisations that the file names
        self._provenance: dict[type[Record], Provenance] = {}

    def plan(self, row: ReadRow, cluster: Cluster) -> Edits:
        """Return what a row changes. Raises Flagged."""
        member, edits = row.member, Edits()
        decided = self._decided(row)
        held, is_certain = decided or self._meant(member)
        if held is None:
            held = Held(self._new(member))
            edits.is_new = True
            edits.create(held.organisation, None)
        elif held.organisation.pk:
            self.seen.add(held.organisation.pk)
        if not edits.is_new:
            self._plan_fields(held, member, edits)
            if decided and member.number and not held.organisation.juristic_number:
                change = Change(str(LABELS[Field.NUMBER]), "", member.number)
                edits.set(held.organisation, "juristic_number", member.number, change)
        plan_contacts(self, held, row, edits)
        self._plan_what_it_tells(held, row, cluster, edits)
        if not is_certain and edits.changes:
            raise self._perhaps_the_same([held])
        if edits.is_new:
            self.world.add(held)
        return edits

    def _plan_what_it_tells(self, held: Held, row: ReadRow, cluster: Cluster, edits: Edits) -> None:
        plan_membership(self, held, row.member, cluster, edits)
        self._plan_figures(held, row.member, edits)

    def may_replace(self, row: Record, name: str) -> bool:
        """Tell whether this list is newer than what a row holds."""
        if row.pk is None:
            raise Flagged(Field.NAME, _("ข้อมูลของกิจการนี้ต่างจากอีกแถวหนึ่งในไฟล์เดียวกัน กรุณาแก้ไขให้ตรงกัน"))
        model = type(row)
        if model not in self._provenance:
            self._provenance[model] = Provenance(model, self._all_of(model))
        return self._provenance[model].is_older_than(self.list_year, row, name)

    def _all_of(self, model: type[Record]) -> list[Record]:
        parts: dict[type[Record], str] = {
            Contact: "contacts",
            Membership: "memberships",
            EnterpriseFigures: "figures",
        }
        every = [held for held in self.world.held.values() if not held.is_new]
        if model is Organisation:
            return [held.organisation for held in every]
        return [row for held in every for row in getattr(held, parts[model]) if row.pk]

    def _decided(self, row: ReadRow) -> tuple[Held | None, bool] | None:
        """Return what a person has said of a row, as far as it still can be so; None if nobody has."""
        decision, member = self.decisions.get((row.sheet, row.number), ""), row.member
        if decision == "new":
            return (None, True) if not member.number or member.number not in self.world.by_number else None
        key = decision.removeprefix("same:")
        held = self.world.held.get(int(key)) if key != decision and key.isdecimal() else None
        if held is None or (member.number and held.organisation.juristic_number not in {"", member.number}):
            return None
        return held, True

    def _meant(self, member: Member) -> tuple[Held | None, bool]:
        """Return the organisation that a row means and whether that is certain; None for one that is new."""
        numbered = self.world.by_number.get(member.number) if member.number else None
        if numbered is not None:
            self._refuse_another_name(member, numbered.organisation)
            return numbered, True
        alike = self.world.alike(member)
        if member.number:
            alike = [held for held in alike if not held.organisation.juristic_number]
        if not alike:
            return None, True
        if len(alike) > 1 or member.number:
            raise self._perhaps_the_same(alike)
        return alike[0], False

    def _refuse_another_name(self, member: Member, organisation: Organisation) -> None:
        names = {same_name(organisation.name), same_name(organisation.name_en)}
        if same_name(member.name) not in names:
            raise Flagged(
                Field.NAME,
                _("เลขทะเบียนนี้ในระบบเป็นของ %(name)s (%(code)s) กรุณาตรวจสอบชื่อหรือเลขทะเบียน")
                % {"name": organisation.name, "code": organisation.code},
                candidates=(organisation,) if organisation.pk else (),
            )

    def _perhaps_the_same(self, alike: list[Held]) -> Flagged:
        organisation = alike[0].organisation
        number = organisation.juristic_number
        told = _("อาจเป็นรายเดียวกับ %(name)s (%(code)s %(number)s) ในระบบ กรุณาใส่เลขทะเบียนให้ตรงกัน หรือแก้ไขที่รายการนั้น") % {
            "name": organisation.name,
            "code": organisation.code,
            "number": format_juristic_number(number) if number else _("ไม่มีเลขทะเบียน"),
        }
        saved = tuple(held.organisation for held in alike if held.organisation.pk)
        return Flagged(Field.NAME, told, candidates=saved, may_be_new=True)

    def _new(self, member: Member) -> Organisation:
        kind = next((kind for words, kind in _KINDS if words.match(member.name)), Organisation.Kind.UNKNOWN)
        return Organisation(
            name=member.name,
            name_en=member.name_en,
            juristic_number=member.number,
            kind=kind,
            sector=self.world.sectors.get(member.sector),
            main_products=member.products,
            province=self.world.provinces.get(member.province),
            # Confirming a list publishes it; a person's name and contacts still need their consent.
            state=Organisation.State.PUBLIC,
        )

    def _plan_fields(self, held: Held, member: Member, edits: Edits) -> None:
        told: dict[str, tuple[Field, Any]] = {
            "name_en": (Field.NAME_EN, member.name_en),
            "province": (Field.PROVINCE, self.world.provinces.get(member.province)),
            "sector": (Field.SECTOR, self.world.sectors.get(member.sector)),
            "main_products": (Field.PRODUCTS, member.products),
        }
        organisation = held.organisation
        for name, (column, value) in told.items():
            old = getattr(organisation, name)
            attribute = f"{name}_id" if name in {"province", "sector"} else name
            if not value or old == value or (old and not self.may_replace(organisation, attribute)):
                continue
            edits.set(organisation, name, value, Change(str(LABELS[column]), str(old or ""), str(value)))

    def _plan_figures(self, held: Held, member: Member, edits: Edits) -> None:
        year = self.list_year or member.joined_year
        if member.employees is None or year is None:
            return
        label = f"{LABELS[Field.EMPLOYEES]} {year}"
        figures = next((figures for figures in held.figures if figures.fiscal_year == year), None)
        if figures is None:
            new = EnterpriseFigures(
                organisation=held.organisation, fiscal_year=year, employees=member.employees, source=self.source[:300]
            )
            edits.create(new, held.figures, Change(label, "", str(member.employees)))
        elif figures.employees != member.employees and (
            figures.employees is None or self.may_replace(figures, "employees")
        ):
            old = "" if figures.employees is None else str(figures.employees)
            edits.set(figures, "employees", member.employees, Change(label, old, str(member.employees)))
