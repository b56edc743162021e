"""Data sets of who takes part: clusters, organisations and supports. ``members.public`` decides what stands in them."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.translation import gettext_lazy

from clusters.exports import COLUMNS
from clusters.models import Cluster, ClusterProvince, Province, Region, Sector
from members.models import Organisation, Support
from members.public import cells_in_files, support_cells_in_files
from portal.open_data.datasets import DataSet, Field, in_common_era
from portal.open_data.programme import BE, CE, FROM_TO, ROWS_AT_A_TIME

_CLUSTERS_AT_A_TIME: Final = 500  # each brings its provinces along
_SEVERAL: Final = gettext_lazy("หลายค่าคั่นด้วย ;")


def _clusters() -> Iterator[tuple[object, ...]]:
    rows = Cluster.objects.public().with_places().order_by("number")
    for row in rows.iterator(_CLUSTERS_AT_A_TIME):
        yield *(cell_of(row) for name, cell_of in COLUMNS.items() if name != "founded_be"), *_founded(row)


def _founded(row: Cluster) -> tuple[int | None, int | None]:
    return row.founded, in_common_era(row.founded)


CLUSTERS: Final = DataSet(
    "clusters",
    gettext_lazy("คลัสเตอร์"),
    gettext_lazy("คลัสเตอร์ที่มีรายชื่อในระบบและเผยแพร่แล้ว แถวละหนึ่งคลัสเตอร์ ยังไม่ครบทุกกลุ่มที่เอกสารนับไว้"),
    (
        Field("code", gettext_lazy("รหัสคลัสเตอร์"), description=gettext_lazy("ให้ครั้งเดียวและไม่ใช้ซ้ำ")),
        Field("name", gettext_lazy("ชื่อคลัสเตอร์")),
        Field("name_en", gettext_lazy("ชื่อภาษาอังกฤษ")),
        Field("name_note", gettext_lazy("ที่มาของชื่อ")),
        Field("state", gettext_lazy("สถานะ"), description=gettext_lazy("running กำลังดำเนินการ · ended สิ้นสุดแล้ว")),
        Field("sector", gettext_lazy("รหัสสาขาอุตสาหกรรม")),
        Field("provinces", gettext_lazy("รหัสจังหวัด"), description=_SEVERAL),
        Field("province_names", gettext_lazy("ชื่อจังหวัด"), description=_SEVERAL),
        Field("regions", gettext_lazy("รหัสภูมิภาค"), description=_SEVERAL),
        Field("core_industry", gettext_lazy("อุตสาหกรรมหลัก")),
        Field("founded_be", gettext_lazy("ปีที่รวมกลุ่ม (พ.ศ.)"), "integer", BE),
        Field("founded_ce", gettext_lazy("ปีที่รวมกลุ่ม (ค.ศ.)"), "integer", CE),
    ),
    ("code",),
    (Cluster, ClusterProvince, Province, Sector),
    _clusters,
)


def _organisations() -> Iterable[tuple[object, ...]]:
    return cells_in_files(Organisation.objects.order_by("number")).iterator(ROWS_AT_A_TIME)


ORGANISATIONS: Final = DataSet(
    "organisations",
    gettext_lazy("หน่วยงานและสมาชิก"),
    gettext_lazy("หน่วยงานและผู้ประกอบการที่เผยแพร่ แถวละหนึ่งหน่วยงาน กิจการของบุคคลธรรมดาไม่มีชื่อบุคคล และไม่มีข้อมูลติดต่อของผู้ใด"),
    (
        Field("code", gettext_lazy("รหัสหน่วยงาน"), description=gettext_lazy("ให้ครั้งเดียวและไม่ใช้ซ้ำ")),
        Field("name", gettext_lazy("ชื่อ"), description=gettext_lazy("ว่างเสมอสำหรับกิจการของบุคคลธรรมดา")),
        Field("name_en", gettext_lazy("ชื่อภาษาอังกฤษ"), description=gettext_lazy("ว่างเสมอสำหรับกิจการของบุคคลธรรมดา")),
        Field("trade_name", gettext_lazy("ชื่อทางการค้า")),
        Field("juristic_number", gettext_lazy("เลขทะเบียนนิติบุคคล")),
        Field("kind", gettext_lazy("ประเภท"), codes=Organisation.Kind),
        Field("sector", gettext_lazy("รหัสสาขาอุตสาหกรรม")),
        Field("main_products", gettext_lazy("ผลิตภัณฑ์หลัก")),
        Field("province", gettext_lazy("รหัสจังหวัด")),
        Field("province_name", gettext_lazy("ชื่อจังหวัด")),
        Field("region", gettext_lazy("ภูมิภาค"), codes=Region),
    ),
    ("code",),
    (Organisation, Province, Sector),
    _organisations,
)


def _supports() -> Iterable[tuple[object, ...]]:
    return support_cells_in_files().iterator(ROWS_AT_A_TIME)


SUPPORTS: Final = DataSet(
    "supports",
    gettext_lazy("การสนับสนุนคลัสเตอร์"),
    gettext_lazy("หน่วยงาน BDS ใดให้บริการใดแก่คลัสเตอร์ใด แถวละหนึ่งบริการในช่วงปีหนึ่ง"),
    (
        Field("id", gettext_lazy("เลขที่รายการ"), "integer"),
        Field("organisation", gettext_lazy("รหัสหน่วยงาน")),
        Field("cluster", gettext_lazy("รหัสคลัสเตอร์")),
        Field("service", gettext_lazy("บริการ"), codes=Support.Service),
        FROM_TO[0].described(gettext_lazy("ว่างหมายถึงไม่ทราบ")),
        FROM_TO[1].described(gettext_lazy("ว่างหมายถึงยังดำเนินอยู่")),
        *FROM_TO[2:],
    ),
    ("id",),
    (Support, Organisation, Cluster),
    _supports,
)
