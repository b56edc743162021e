"""People in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.models import Person
from records.admin import RecordAdmin, Section


@admin.register(Person)
class PersonAdmin(RecordAdmin[Person]):
    section = Section.PEOPLE
    list_display = ("name", "name_en")
    search_fields = ("name",)
    search_key_field = "search_key"
    search_help_text = _("ค้นจากชื่อไทยหรืออังกฤษ")
    fields = ("name", "name_en", "note")
