"""The portal without its guard against overwriting, as a web server runs it."""

from django.db import models

from config.wsgi import application
from records.admin.forms import RowForm
from records.version import Versioned

Versioned._do_update = models.Model._do_update  # type: ignore[method-assign]
RowForm.is_stale = False  # type: ignore[assignment, method-assign]

__all__ = ["application"]
