"""What every process needs is read before they part, so that they share it."""

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import gettext, override


def read_ahead() -> int:
    """Read the portal's templates, words and addresses; returns how many templates. Asks no database."""
    folder = settings.BASE_DIR / "templates"
    names = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.html"))]
    for name in names:
        get_template(name)
    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("หน้า")
            get_resolver().reverse_dict  # noqa: B018  # read and kept for each language
    return len(names)
