"""Names of clusters that nobody knows are counted, with the sector and province that their rows give."""

import pytest

from members.imports.unknown_clusters import unknown_clusters
from tests.members.imports.batches import checked
from tests.members.imports.files import member

pytestmark = pytest.mark.usefixtures("clusters")


def test_a_name_is_told_once_with_what_its_rows_say() -> None:
    batch = checked(
        member(1, cluster="กลุ่มหวาย", province="ไม่มีจังหวัดนี้", sector="ไม่รู้"),
        member(2, cluster="กลุ่มหวาย", province="เชียงใหม่", sector="จักสาน"),
        member(3, cluster="กลุ่มไผ่", province="", sector=""),
    )
    rattan, bamboo = unknown_clusters(batch)
    assert (rattan.name, rattan.count, bamboo.name, bamboo.count) == ("กลุ่มหวาย", 2, "กลุ่มไผ่", 1)
    assert rattan.sector is not None
    assert rattan.province is not None
    assert (rattan.sector.code, rattan.province.name) == ("jewellery-crafts", "เชียงใหม่")
    assert (bamboo.sector, bamboo.province) == (None, None)


def test_a_file_without_such_columns_says_nothing_of_them() -> None:
    batch = checked(["ร้านก", "กลุ่มหวาย"], header=["ชื่อสถานประกอบการ", "คลัสเตอร์"])
    assert [(each.name, each.sector, each.province) for each in unknown_clusters(batch)] == [("กลุ่มหวาย", None, None)]


def test_no_sector_is_taken_for_a_clusters_own_where_its_name_and_its_rows_tell_several() -> None:
    batch = checked(
        member(1, cluster="คลัสเตอร์ขนมไทย", sector=""),
        member(2, cluster="คลัสเตอร์ขนมใต้", sector="จักสาน"),
        member(3, cluster="กลุ่มหวาย", sector="จักสาน"),
        member(4, cluster="กลุ่มหวาย", sector="อาหาร"),
    )
    told = [each.sector and each.sector.code for each in unknown_clusters(batch)]
    assert told == ["food", None, None]
