"""The portal's addresses and the page of all components, which only tests serve."""

from pathlib import Path

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config import urls
from portal.views.errors import bad_request_page

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500

KINDS = [
    ("continued", "กลุ่มต่อเนื่อง"),
    ("new", "กลุ่มใหม่"),
    ("external", "ใช้งบ สสว."),
    ("plan", "แผน"),
    ("at-least", "อย่างน้อย"),
    ("pilot", "กลุ่มนำร่อง"),
    ("returning", "กลุ่มที่กลับเข้าร่วม"),
    ("total", "ไม่ระบุประเภท"),
]
BARS = [
    ("2550", [("continued", 17), ("new", 5), ("external", 5), ("returning", None)], "27"),
    ("2547–2548", [("pilot", 3)], "3"),
    ("2549", [("total", 17)], "17"),
    ("2553", [("at-least", 29)], "≥ 29"),
    ("2554", [("plan", 30)], "30"),
    ("2546", [], "ไม่ทราบ"),
]


class YearsForm(forms.Form):
    """A form with a field of each look."""

    first = forms.IntegerField(label="ตั้งแต่ปีงบประมาณ", help_text="ปีพุทธศักราช เช่น 2550")
    scope = forms.ChoiceField(label="แหล่งงบ", choices=[("all", "ทั้งหมด"), ("department", "กสอ.")])
    kinds = forms.MultipleChoiceField(
        label="ประเภท", choices=KINDS[:2], widget=forms.CheckboxSelectMultiple, required=False
    )


def kitchen_sink(request: HttpRequest) -> HttpResponse:
    template = Path(__file__).with_suffix(".html")
    context = {
        "parents": [("จำนวนกลุ่มรายปี", "/years/")],
        "messages": [Message(messages.SUCCESS, "บันทึกแล้ว"), Message(messages.ERROR, "ยังไม่ได้บันทึก")],
        "kinds": KINDS,
        "bars": BARS,
        "form": YearsForm({"first": "สองพัน", "scope": "all"}),
    }
    return HttpResponse(engines["django"].from_string(template.read_text()).render(context, request))


def problems(request: HttpRequest) -> HttpResponse:
    return bad_request_page(request, [("ปีงบประมาณ", "2007 เป็นปีคริสต์ศักราช โปรดใช้ปี 2550"), ("หน้า", "ต้องเป็นจำนวนเต็ม")])


urlpatterns = [
    *urls.urlpatterns,
    *i18n_patterns(path("kitchen-sink/", kitchen_sink), path("problems/", problems), prefix_default_language=False),
]
