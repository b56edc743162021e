"""What every test run agrees on: fast passwords, examples of property tests, nothing left out in silence."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache, caches
from django.utils.translation import deactivate
from hypothesis import settings as hypothesis_settings
from pytest_django.fixtures import Settings

from tests.snapshot import put_history

# The same examples in every run, so that a change is never blamed for what chance found; "explore" looks for new ones.
hypothesis_settings.register_profile("quick", max_examples=50, deadline=None, derandomize=True)
hypothesis_settings.register_profile("full", max_examples=100, deadline=None, derandomize=True)
hypothesis_settings.register_profile("explore", max_examples=1000, deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

ENGINES = {"sqlite": "django.db.backends.sqlite3", "postgresql": "django.db.backends.postgresql"}


@pytest.fixture(autouse=True)
def fast_passwords(settings: Settings) -> None:
    """A real hash costs 400 ms on purpose; tests that measure it set the hashers themselves."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def uploads_of_one_test(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files that come in stay within a run, and no page starts a process that works in the real database."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "uploads"
    settings.IMPORT_WORKER = False


@pytest.fixture(autouse=True)
def files_found_when_asked_for(settings: Settings) -> None:
    """Each client of a test would look through all static files before its first page."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """What one test counted is not so in the next."""
    cache.clear()
    caches["pages"].clear()


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """A streamed answer leaves its language behind for the words that are still to be written."""
    yield
    deactivate()


@pytest.fixture
def history(db: None) -> None:
    """The programme's history as the portal comes with it."""
    put_history()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--asking-the-database",
        action="store_true",
        help="only the tests that ask the database: the others say the same on every one",
    )


def asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other database, which have a run of their own, and those that weren't asked for."""
    engine = django_settings.DATABASES["default"]["ENGINE"]
    others = [name for name, path in ENGINES.items() if path != engine]
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in others)]
    if config.getoption("--asking-the-database"):
        left_out += [item for item in items if item not in left_out and not asks_the_database(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failure: what doesn't run there runs nowhere."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("CI") != "true":
        return
    skipped = [report.nodeid for report in reporter.stats.get("skipped", [])]
    if skipped and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    for name in skipped:
        reporter.write_line(f"CI: skipped, which counts as failed: {name}", red=True)
