"""The shape of the house, held by reading the files themselves."""

import ast
import hashlib
import re
import subprocess
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from config import env

ROOT = env.BASE_DIR
PACKAGES = ("config", "portal", "programmes", "members", "clusters", "records", "thai")

# Modules without a test file of their own, and why. Apps, migrations and __init__.py without code need none.
WITHOUT_OWN_TESTS = {
    "config/urls.py": "addresses: each is asked for by the tests of its page",
    "members/signin/urls.py": "addresses: each is asked for by the tests of its page",
    "config/wsgi.py": "one line, loaded by the tests of the web server and of production",
    "portal/urls.py": "addresses: each is asked for by the tests of its page",
}

# Imports inside functions, and why: only a heavy optional library is worth one.
HIDDEN_IMPORTS: dict[str, str] = {
    "programmes/paper/child.py": "WeasyPrint: only the child may load it, and it fails where its libraries are absent",
    "programmes/apps.py": "models are there only once all apps are: then lists of clusters join the lists that come in",
}

# Who may name the environment besides its reader: both only choose the settings module before Django loads it.
READS_ENVIRONMENT = {"config/env.py", "config/wsgi.py", "manage.py"}

NAMES_THAT_SAY_NOTHING = {"core", "common", "utils", "util", "helpers", "helper", "services", "service", "misc"}


@cache
def tracked() -> list[Path]:
    """Every file of the project: what git keeps or would keep, without the deleted; paths from the root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - the git of the machine
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return sorted(path for path in map(Path, listing.split("\0")) if path.name and (ROOT / path).is_file())


def modules(*, folders: tuple[str, ...] = PACKAGES) -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in folders]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


def has_code(path: Path) -> bool:
    """Whether the module defines anything, beyond a docstring, imports and the list of what it shows."""
    return any(
        not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        for node in tree(path).body
    )


def test_each_module_has_tests_in_the_same_place_of_the_test_tree() -> None:
    missing = []
    for path in modules():
        if path.name == "apps.py" or "migrations" in path.parts or not has_code(path):
            continue
        name = path.parent.name if path.name == "__init__.py" else path.stem
        folder = path.parent.parent if path.name == "__init__.py" else path.parent
        expected = "tests" / folder / f"test_{name}.py"
        if str(path) not in WITHOUT_OWN_TESTS and not (ROOT / expected).exists():
            missing.append(f"{path}: {expected}")
    assert missing == []


@pytest.mark.parametrize("table", [WITHOUT_OWN_TESTS, HIDDEN_IMPORTS])
def test_an_exemption_goes_when_its_file_goes(table: dict[str, str]) -> None:
    assert [path for path in table if not (ROOT / path).exists()] == []


def test_a_module_with_tests_of_its_own_needs_no_exemption() -> None:
    paths = [Path(path) for path in WITHOUT_OWN_TESTS]
    assert [path for path in paths if (ROOT / "tests" / path.parent / f"test_{path.name}").exists()] == []


def test_names_say_what_is_inside() -> None:
    assert [
        path for path in tracked() if NAMES_THAT_SAY_NOTHING & {part.partition(".")[0] for part in path.parts}
    ] == []


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_imports_stand_at_the_top() -> None:
    hidden = [
        f"{path}:{node.lineno}"
        for path in modules(folders=(*PACKAGES, "tests"))
        if str(path) not in HIDDEN_IMPORTS
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_only_one_module_reads_the_environment() -> None:
    reads = re.compile(
        r"\bos\.environ|\bgetenv\b|\bfrom os import\b.*\benviron\b|^import environ\b|\benviron\.Env\b", re.M
    )
    sources = [*modules(), Path("manage.py")]
    assert {str(path) for path in sources if reads.search((ROOT / path).read_text())} == READS_ENVIRONMENT


@pytest.mark.parametrize("name", sorted(READS_ENVIRONMENT - {"config/env.py"}))
def test_an_entry_point_only_names_the_settings(name: str) -> None:
    uses = [line.strip() for line in (ROOT / name).read_text().splitlines() if "environ" in line]
    assert uses == ['os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")']


TEXT_LIMITS = {"templates": 100, "models": 300, "admin": 200}


def limit_of_lines(path: Path) -> int:
    return next((limit for part, limit in TEXT_LIMITS.items() if part in {*path.parts, path.stem}), 300)


def test_sizes_beyond_the_soft_limits_are_told() -> None:
    """They warn and don't fail: the reviewer decides."""
    ours = [path for path in tracked() if path.parts[0] in (*PACKAGES, "templates") and "migrations" not in path.parts]
    read = [path for path in ours if path.suffix in {".py", ".html"}]
    lines = {path: len((ROOT / path).read_text().splitlines()) for path in read}
    long = [f"{path} has {count} lines" for path, count in lines.items() if count > limit_of_lines(path)]
    long += [
        f"{path}:{function.lineno} {function.name} has {function.end_lineno - function.lineno + 1} lines"
        for path in read
        if path.suffix == ".py"
        for function in functions(path)
        if function.end_lineno and function.end_lineno - function.lineno >= 30
    ]
    assert read
    for sentence in long:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(sentence, stacklevel=1)


# Put together here, so that this file doesn't hold what it looks for.
OF_ONE_MACHINE = re.compile(
    "|".join(
        [
            "/wo" + "rk/",
            "/ro" + "ot/",
            "/ho" + "me/",
            "--index" + "-url",
            "registry" + r"\.",
            "pythonhosted" + r"\.org",
            "pypi" + r"\.org",
        ]
    )
)


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    vendored = {path for path in tracked() if "vendor" in path.parts}
    found = []
    for path in sorted(set(tracked()) - vendored):
        try:
            text = (ROOT / path).read_text()
        except UnicodeDecodeError:
            continue  # pictures, fonts, compiled messages
        found += [f"{path}: {match[0]}" for match in OF_ONE_MACHINE.finditer(text)]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_file_holds_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    requirements = re.findall(r"^[A-Za-z0-9][^\n]*(?:\n +--hash[^\n]*)*", text, re.MULTILINE)
    assert requirements
    assert [
        requirement for requirement in requirements if "==" not in requirement or "--hash=sha256:" not in requirement
    ] == []
    assert "://" not in text


def pins(name: str) -> set[str]:
    return set(re.findall(r"^([A-Za-z0-9._-]+==[^ ;\\]+)", (ROOT / name).read_text(), re.MULTILINE))


def test_developers_run_exactly_the_versions_of_production() -> None:
    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


def test_vendored_files_are_those_that_were_checked_in() -> None:
    lists = [path for path in tracked() if path.name == "CHECKSUMS"]
    assert lists
    for checksums in lists:
        expected = dict(line.split(maxsplit=1)[::-1] for line in (ROOT / checksums).read_text().splitlines())
        folder = ROOT / checksums.parent
        assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in expected} == expected
        listed = {checksums.parent / name for name in expected}
        described = {"CHECKSUMS", "README.md"}
        inside = {path for path in tracked() if checksums.parent in path.parents and path.name not in described}
        assert inside == listed
