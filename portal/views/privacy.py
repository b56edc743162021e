"""How people's data are kept, and the form by which anybody asks about their own, without an account."""

from typing import Final
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from members.models import PrivacyRequest
from members.privacy.operations import submit_request
from members.signin.origin import origin_of
from members.signin.throttle import Limit
from portal.views.errors import bad_request_page
from records.params import Params, TextParam

# By address, so that nobody floods the officers; several people may sit behind one.
REQUESTS: Final = Limit("privacy-request", tries=5, minutes=60)


class AboutParams(Params):
    """The page from which somebody comes, and what for."""

    about = TextParam(label=gettext_lazy("ข้อมูลที่เกี่ยวข้อง"))
    kind = forms.ChoiceField(
        label=gettext_lazy("ต้องการให้ดำเนินการ"), required=False, choices=PrivacyRequest.Kind.choices
    )


class PrivacyRequestForm(forms.Form):
    """What is asked, of what, and how to answer."""

    kind = forms.ChoiceField(
        label=gettext_lazy("ต้องการให้ดำเนินการ"),
        choices=PrivacyRequest.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("กรุณาเลือกหนึ่งข้อ")},
    )
    about = forms.CharField(
        label=gettext_lazy("ข้อมูลที่เกี่ยวข้อง"),
        max_length=300,
        help_text=gettext_lazy("เช่น ชื่อคลัสเตอร์ ชื่อกิจการ หรือรหัสที่แสดงในหน้าเว็บ"),
    )
    name = forms.CharField(
        label=gettext_lazy("ชื่อของท่าน"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    reach = forms.CharField(
        label=gettext_lazy("โทรศัพท์หรืออีเมลสำหรับติดต่อกลับ"),
        max_length=200,
        help_text=gettext_lazy("เจ้าหน้าที่จะติดต่อเพื่อยืนยันตัวตนก่อนดำเนินการ"),
    )
    text = forms.CharField(label=gettext_lazy("รายละเอียด"), max_length=3000, widget=forms.Textarea({"rows": 6}))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show how personal data is kept."""
    return render(request, "portal/privacy.html")


@csrf_exempt  # it acts for nobody who is signed in, and visitors get no cookie: the origin is asked for instead
@require_http_methods(["GET", "HEAD", "POST"])
def privacy_request(request: HttpRequest) -> HttpResponse:
    """Take in a request; the answer is the same whether anybody of that name is known or not."""
    if request.method == "POST":
        return _taken(request)
    params = AboutParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    form = PrivacyRequestForm(initial=params.cleaned_data, use_required_attribute=True)
    return render(request, "portal/privacy_request.html", {"form": form, "sent": None})


def _taken(request: HttpRequest) -> HttpResponse:
    if not _comes_from_here(request):
        raise PermissionDenied
    form = PrivacyRequestForm(request.POST)
    if form.is_valid() and not REQUESTS.take(origin_of(request)):
        text = _("มีคำขอจากเครือข่ายของท่านหลายเรื่องในเวลาอันสั้น กรุณาส่งใหม่ในอีก 1 ชั่วโมง หรือติดต่อกรมโดยตรง")
        form.add_error(None, text)
        return render(request, "portal/privacy_request.html", {"form": form, "sent": None}, status=429)
    if not form.is_valid():
        return render(request, "portal/privacy_request.html", {"form": form, "sent": None})
    sent = submit_request(**form.cleaned_data, on=localdate())
    answer = render(request, "portal/privacy_request.html", {"form": form, "sent": sent})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _comes_from_here(request: HttpRequest) -> bool:
    """Whether a browser says that the form was sent from a page of the portal."""
    origin = request.headers.get("Origin", "")
    return urlsplit(origin).netloc == request.get_host() or origin in settings.CSRF_TRUSTED_ORIGINS
