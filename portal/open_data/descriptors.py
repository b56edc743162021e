"""The data sets for machines: a datapackage, and a package of CKAN with the keys of Thai agencies' catalogues."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.open_data.catalogue import FORMATS, LICENCE, LICENCE_ADDRESS, Published, blank, contact, owner

PACKAGE: Final = "thai-industrial-clusters"
TITLE: Final = gettext_lazy("ข้อมูลเปิดโครงการพัฒนาการรวมกลุ่มและเชื่อมโยงอุตสาหกรรม")
KEYWORDS: Final = ("คลัสเตอร์", "อุตสาหกรรม", "SME", "industrial clusters")

# Values of the government's metadata standard are Thai words with a fixed spelling, whatever the page's language.
_OF_THE_STANDARD: Final[dict[str, Any]] = {
    "data_type": "ข้อมูลหลากหลายประเภท",
    "objective": ["พันธกิจหน่วยงาน", "เพื่อการให้บริการประชาชน"],
    "update_frequency_unit": "ปี",
    "update_frequency_interval": "1",
    "geo_coverage": "ประเทศ",
    "data_format": [extension.upper() for extension in FORMATS],
    "data_category": "ข้อมูลสาธารณะ",
    "data_support": "ไม่มี",
    "data_collect": "บริษัท/ห้างร้าน/สถานประกอบการ",
    "data_language": ["ไทย", "อังกฤษ"],
    "allow_harvest": "True",
    "high_value_dataset": "False",
    "reference_data": "False",
}


def datapackage(sets: Sequence[Published]) -> dict[str, Any]:
    """Return the descriptor of the CSV files; their paths are relative to its own address."""
    return {
        "name": PACKAGE,
        "title": str(TITLE),
        "description": blank(),
        "licenses": [{"name": "DGA-OGL", "title": LICENCE, "path": LICENCE_ADDRESS}],
        "contributors": [{"title": owner(), "role": "publisher"}],
        "keywords": list(KEYWORDS),
        "resources": [_resource(each) for each in sets],
    }


def _resource(told: Published) -> dict[str, Any]:
    return {
        "name": told.data_set.name,
        "path": f"{told.data_set.name}.csv",
        "profile": "tabular-data-resource",
        "title": str(told.data_set.title),
        "description": f"{told.data_set.description} {told.citation}",
        "format": "csv",
        "mediatype": FORMATS["csv"],
        "encoding": "utf-8",
        "schema": {
            "fields": [field.as_data() for field in told.fields],
            "primaryKey": list(told.data_set.key),
            "missingValues": [""],
        },
    }


def catalogue(sets: Sequence[Published], address: str) -> dict[str, Any]:
    """Return what CKAN's ``package_show`` would of the data sets; ``address`` is the page that tells of them."""
    identity = uuid5(NAMESPACE_URL, address)
    changed = max((each.changed_at for each in sets if each.changed_at), default=None)
    asked = contact()
    return {
        "help": _("ข้อมูลของชุดข้อมูลในรูปแบบ package_show ของ CKAN"),
        "success": True,
        "result": {
            "id": str(identity),
            "name": PACKAGE,
            "title": str(TITLE),
            "notes": " ".join([blank(), *(f"{each.data_set.title}: {each.data_set.description}" for each in sets)]),
            "type": "dataset",
            "state": "active",
            "private": False,
            "isopen": True,
            "url": address,
            "version": None,
            "author": owner(),
            "author_email": asked["email"],
            "maintainer": owner(),
            "maintainer_email": asked["email"],
            "maintainer_phone": asked["phone"],
            "license_id": LICENCE,
            "license_title": LICENCE,
            "license_url": LICENCE_ADDRESS,
            "owner_org": str(uuid5(identity, "organization")),
            "organization": _organisation(identity),
            "metadata_modified": changed.isoformat() if changed else None,
            "last_updated_date": changed.date().isoformat() if changed else None,
            "accessible_condition": _("ไม่มี ใช้ได้โดยไม่ต้องลงทะเบียน"),
            "data_source": _("เอกสารที่ระบุไว้ในชุดข้อมูล และทะเบียนคลัสเตอร์ของกรมส่งเสริมอุตสาหกรรม"),
            **_OF_THE_STANDARD,
            "tags": [{"name": word, "display_name": word, "state": "active"} for word in KEYWORDS],
            "num_tags": len(KEYWORDS),
            "groups": [],
            "extras": [],
            "num_resources": len(sets) * len(FORMATS),
            "resources": [
                _file(each, extension, identity, place)
                for place, (each, extension) in enumerate((each, name) for each in sets for name in FORMATS)
            ],
        },
    }


def _organisation(identity: UUID) -> dict[str, Any]:
    return {
        "id": str(uuid5(identity, "organization")),
        "name": "department-of-industrial-promotion",
        "title": owner(),
        "type": "organization",
        "is_organization": True,
        "state": "active",
    }


def _file(told: Published, extension: str, identity: UUID, place: int) -> dict[str, Any]:
    changed = told.changed_at
    return {
        "id": str(uuid5(identity, f"{told.data_set.name}.{extension}")),
        "package_id": str(identity),
        "position": place,
        "name": f"{told.data_set.title} ({extension.upper()})",
        "description": f"{told.data_set.description} {told.citation}",
        "url": told.full_address(extension),
        "format": extension.upper(),
        "mimetype": FORMATS[extension],
        "state": "active",
        "last_modified": changed.isoformat() if changed else None,
        "resource_last_updated_date": changed.date().isoformat() if changed else None,
        "resource_data_type": "ข้อมูลสถิติ" if told.data_set.is_statistics else "ข้อมูลระเบียน",
        "resource_accessible_condition": _("ไม่มี ใช้ได้โดยไม่ต้องลงทะเบียน"),
    }
