"""How a field is described, once for page, files and datapackage."""

from members.models import Support
from portal.open_data.datasets import Field, in_common_era


def test_a_field_with_codes_lists_them_for_people_and_for_machines() -> None:
    field = Field("service", "บริการ", codes=Support.Service)
    assert ("training", "ฝึกอบรม") in field.values
    told = field.as_data()
    assert told["constraints"] == {"enum": [value for value, _label in field.values]}
    assert told["labels"]["training"] == "ฝึกอบรม"


def test_a_plain_field_says_no_more_than_there_is_to_say() -> None:
    assert Field("id", "รหัส").as_data() == {"name": "id", "type": "string", "title": "รหัส"}
    full = Field("value", "ค่า", "number", "บาท").described("ว่างหมายถึงไม่ทราบ").as_data()
    assert (full["unit"], full["description"]) == ("บาท", "ว่างหมายถึงไม่ทราบ")


def test_an_unknown_year_is_unknown_in_both_eras() -> None:
    assert (in_common_era(2550), in_common_era(None)) == (2007, None)
