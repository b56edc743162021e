"""Both languages are complete: our own strings in English, those of Django and of the packages in Thai."""

import functools
import importlib
import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages import Message
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override, pgettext

from members.models import Person
from tests.admin_pages import form_of

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "locale"))
catalogues = importlib.import_module("catalogues")
update = importlib.import_module("update")

collected = functools.cache(catalogues.collect)

DOMAINS = ("django", "djangojs")
CATALOGUES = [(language, domain) for language in ("th", "en") for domain in DOMAINS]
THAI = re.compile(r"[\u0e01-\u0e5b]")

# What is the same in every language: signs, and names that have no Thai.
SAME = {"…", ":", ":?.!", ", ", "IPv4", "IPv6", "URL"}
SAME |= {"MFA", "WebAuthn", "uid", "token"}  # of parts of allauth that no page shows
# Names of keys, makes and methods that an officer knows in Latin letters only.
LATIN = {"Control", "Command", "Mac", "Single", "Sign", "On", "LDAP", "JSON", "URL", "Excel", "PDF", "CSV"}
LATIN |= {"True", "False"}  # Django's signs for yes and no name their value so
LATIN |= {"BDS", "CDA", "ID", "JICA", "LINE", "MOU", "NCC", "SME", "TSIC", "officer", "example", "org"}
LATIN |= {"xlsx", "xls", "csv", "MB"}  # endings of files, and how large one may be
# Rows of the database, which Django names in English, are no strings of the interface.
ROWS = {"permissions", "user_permissions"}


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_string_of_ours_has_english(domain: str) -> None:
    assert list(update.untranslated("en", domain, collected(domain))) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_string_of_the_installed_packages_has_thai(domain: str) -> None:
    strings = collected(domain)
    assert len(strings.foreign) > 50
    assert list(update.untranslated("th", domain, strings)) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_own_strings_are_thai_in_the_source(domain: str) -> None:
    assert list(update.english_sources(collected(domain))) == []


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_what_is_filled_in_is_the_same_in_the_translation(language: str, domain: str) -> None:
    assert list(update.wrong_places(language, domain)) == []


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_the_compiled_catalogues_say_what_their_sources_say(language: str, domain: str) -> None:
    assert list(update.stale(language, domain)) == []


def test_thai_in_a_template_is_marked_for_translation() -> None:
    assert list(update.unmarked_templates()) == []


def test_what_a_person_reads_at_run_time_is_thai() -> None:
    with override("th"):
        english = [
            text
            for (context, text), message in collected("django").foreign.items()
            if {name for name, _line in message.locations} - set(catalogues.OPTIONAL)
            if re.search(r"[A-Za-z]{2}", re.sub(r"%\(\w+\)[a-z]|\{\w*\}", "", text))
            if not THAI.search(pgettext(context, text) if context else gettext(text))
        ]
    assert set(english) <= SAME


# The checker itself


def test_a_new_string_of_a_package_is_named() -> None:
    message = Message("A string that came with an upgrade", locations=[("django.contrib.admin", 0)])
    strings = catalogues.Collected({}, {(None, message.id): message}, set())
    (found,) = update.untranslated("th", "django", strings)
    assert "A string that came with an upgrade" in found
    assert "django.contrib.admin" in found


def test_a_new_string_of_ours_is_named() -> None:
    message = Message("ข้อความที่เพิ่งเขียน", locations=[("portal/views/years.py", 0)])
    strings = catalogues.Collected({(None, message.id): message}, {}, set())
    (found,) = update.untranslated("en", "django", strings)
    assert "ข้อความที่เพิ่งเขียน" in found
    assert "portal/views/years.py" in found


def test_an_english_string_of_ours_is_named_unless_a_package_translates_it() -> None:
    ours = {(None, text): Message(text) for text in ("Fiscal year", "Save", "ปีงบประมาณ")}
    strings = catalogues.Collected(ours, {(None, "Save"): Message("Save")}, set())
    (found,) = update.english_sources(strings)
    assert "Fiscal year" in found


@pytest.mark.parametrize(
    ("source", "translation", "right"),
    [
        ("ปี %(year)s", "Year %(year)s", True),
        ("ปี %(year)s", "Year %(yaer)s", False),
        ("ปี {year}", "Year", False),
        ("%s จาก %s", "%s of %s", True),
        ("%s จาก %s", "%s", False),
        ("ร้อยละ %(rate)s", "%(rate)s %", False),
        (("%(n)s กลุ่ม", "%(n)s กลุ่ม"), ("one cluster", "%(n)s clusters"), True),
        (("%(n)s กลุ่ม", "%(n)s กลุ่ม"), ("%(n)s cluster", "some clusters"), False),
        (("%(n)s byte", "%(n)s bytes"), ("%(n)s ไบต์",), True),
    ],
)
def test_a_translation_that_fills_in_something_else_is_found(
    source: str | tuple[str, str], translation: str | tuple[str, ...], *, right: bool
) -> None:
    assert (update.misplaced(Message(source, translation)) is None) is right


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("years.py", 'label = _("ปีงบประมาณ")', [(None, "ปีงบประมาณ")]),
        ("years.py", 'label = pgettext_lazy("บุคคล", "กลุ่ม")', [("บุคคล", "กลุ่ม")]),
        ("years.py", 'label = ngettext("%(n)s ปี", "%(n)s ปี", 2)', [(None, ("%(n)s ปี", "%(n)s ปี"))]),
        ("a.html", '  <b>\n {% translate "ปี" context "อายุ" %}', [("อายุ", "ปี")]),
        ("a.html", '{% include "b.html" with label=_("ชื่อ") only %}', [(None, "ชื่อ")]),
        (
            "a.html",
            "{% blocktranslate count n=3 trimmed %}\n มี {{ n }} ปี{% plural %} มี {{ n }} ปี{% endblocktranslate %}",
            [(None, ("มี %(n)s ปี", "มี %(n)s ปี"))],
        ),
        ("copy.js", "button.textContent = gettext('คัดลอกแล้ว');", [(None, "คัดลอกแล้ว")]),
    ],
)
def test_strings_are_collected_from_code_templates_and_scripts(
    tmp_path: Path, name: str, source: str, found: list[tuple[str | None, str]]
) -> None:
    path = tmp_path / name
    path.write_text(source, encoding="utf-8")
    assert list(catalogues.strings_in(path)) == found


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("<h1>ปีงบประมาณ</h1>", True),
        ('{% include "a.html" with label="ชื่อ" %}', True),
        ('{{ name|default:"ไม่ระบุ" }}', True),
        ('<h1>{% translate "ปีงบประมาณ" %}</h1>{# หมายเหตุ #}', False),
        ("{% blocktranslate %}ปี {{ year }}{% endblocktranslate %}{% comment %}ปี{% endcomment %}", False),
        ('{% include "a.html" with label=_("ชื่อ") %}{{ name|default:_("ไม่ระบุ") }}', False),
        ('<a lang="th">ไทย</a>', False),
        ('{% include "a.html" with quotation="จำนวน 3 กลุ่ม" %}', False),
        ('{% include "a.html" with quotation="จำนวน 3 กลุ่ม" label="ชื่อ" %}', True),
    ],
)
def test_thai_that_english_cannot_replace_is_found_in_templates(tmp_path: Path, source: str, *, named: bool) -> None:
    path = tmp_path / "page.html"
    path.write_text(source, encoding="utf-8")
    assert bool(list(update.unmarked(path, tmp_path))) is named


def test_the_same_strings_give_the_same_bytes_without_a_date() -> None:
    strings = collected("django")
    first, second = (catalogues.compiled(catalogues.build("th", "django", strings), "th") for _ in range(2))
    assert first == second
    assert not re.search(rb"Creation-Date|Revision-Date|Generated-By", first)


# What the admin shows


class Shown(HTMLParser):
    """The texts and labels of a page that a person reads or hears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if not self._hidden and (tag in {"script", "style"} or (tag == "select" and named.get("name") in ROWS)):
            self._hidden = tag
        self.texts += [named.get(label) or "" for label in ("title", "aria-label", "placeholder", "alt")]
        if named.get("type") in {"submit", "button", "reset"}:
            self.texts.append(named.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = "" if tag == self._hidden else self._hidden

    def handle_data(self, data: str) -> None:
        self.texts += [] if self._hidden else [data]


def english_in(page: str) -> list[str]:
    """Return the texts of a page in which a word of two Latin letters or more isn't allowed."""
    words = re.compile(r"[A-Za-z]{2,}")
    return [text.strip() for text in Shown(page).texts if set(words.findall(text)) - LATIN]


@pytest.fixture
def officer(client: Client) -> Client:
    user = get_user_model()
    names = {user.USERNAME_FIELD: "officer@example.org", "password": "ไม่บอกใคร-2569"}
    client.force_login(user._default_manager.create_superuser(**names))
    return client


def row_pages() -> Iterator[str]:
    person = Person.objects.create(name="สมชาย ใจดี")
    yield reverse("admin:members_person_changelist") + "?q=สม"
    for page in ("change", "delete", "history"):
        yield reverse(f"admin:members_person_{page}", args=[person.pk])


def test_words_outside_the_allowed_ones_are_found_on_a_page() -> None:
    page = '<p title="Save">บันทึก</p><script>var x</script><input type="submit" value="Go on"><a>ไฟล์ PDF</a>'
    assert english_in(page) == ["Save", "Go on"]


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_signing_in_is_thai(client: Client) -> None:
    page = reverse("account_login")
    sent = [{}, {"login": "a", "password": "b"}, {"login": "a@example.go.th", "password": "b"}]
    for answer in (client.get(page), *(client.post(page, form) for form in sent)):
        content = answer.content.decode()
        assert english_in(content[content.index("<main") : content.index("</main>")]) == []
        assert "เข้าสู่ระบบ" in content


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("view", ["index", "password_change_done"])
def test_the_admins_own_pages_are_thai(officer: Client, view: str) -> None:
    answer = officer.get(reverse(f"admin:{view}"))
    assert answer.status_code == 200
    assert english_in(answer.content.decode()) == []


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_the_pages_of_a_row_in_the_admin_are_thai(officer: Client) -> None:
    for address in row_pages():
        answer = officer.get(address)
        assert answer.status_code == 200, address
        assert (address, english_in(answer.content.decode())) == (address, [])


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("view", ["changelist", "add"])
@pytest.mark.parametrize("model", sorted(model._meta.label_lower for model in admin.site._registry))
def test_the_list_and_the_form_of_every_model_in_the_admin_are_thai(officer: Client, model: str, view: str) -> None:
    answer = officer.get(reverse(f"admin:{model.replace('.', '_')}_{view}"))
    assert answer.status_code in {200, 403}
    page = answer.content.decode()
    # Where nobody may add one it's the page of an error, which leads to its English twin.
    assert english_in(page) == ([] if answer.status_code == 200 else ["English"])


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_an_empty_form_is_refused_in_thai(officer: Client) -> None:
    page = reverse("admin:members_person_add")
    answer = officer.post(page, {**form_of(officer.get(page)), "name": ""})
    assert "กรุณาแก้ไขข้อผิดพลาดด้านล่าง" in answer.content.decode()
    assert english_in(answer.content.decode()) == []


@pytest.mark.django_db
def test_the_admins_scripts_speak_thai(officer: Client) -> None:
    script = officer.get(reverse("admin:jsi18n")).content.decode()
    spoken = json.loads(re.findall(r"newcatalog = (\{.*?\});", script, re.DOTALL)[0])
    wanted = {f"{context}\x04{text}" if context else text for context, text in collected("djangojs").foreign}
    assert wanted - set(spoken) == set()
