from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("ทะเบียน")
    default = True


class PortalAdminConfig(admin_apps.AdminConfig):
    """Django's admin with the portal's own site."""

    default = False
    default_site = "records.admin.site.PortalAdminSite"
