"""People in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin.contacts import ConsentInline, ContactInline
from members.admin.held import OfPeopleAdmin
from members.models import Person
from records.admin import Section


@admin.register(Person)
class PersonAdmin(OfPeopleAdmin):
    section = Section.PEOPLE
    lists_people = True
    change_form_template = "admin/members/person/change_form.html"
    list_display = ("shown_name", "name_en", "note")
    sortable_by = ("shown_name",)
    search_fields = ("name",)
    search_key_field = "search_key"
    search_help_text = _("ค้นจากชื่อไทยหรืออังกฤษ")
    fields = ("name", "name_en", "note")
    inlines = (ContactInline, ConsentInline)
    related_lists = ("offices",)

    @admin.display(description=_("ชื่อ–นามสกุล"), ordering="sort_key")
    def shown_name(self, person: Person) -> str:
        return person.name
