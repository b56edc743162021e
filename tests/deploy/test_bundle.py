"""The bundle installs on a machine without internet, by one command, and serves a page there."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

from config import env

# Runs inside a network of its own, in which there is nothing but this machine, and says what it saw.
WITHOUT_NETWORK = """
import fcntl, os, socket, struct, subprocess, sys, time, urllib.request
bundle, folder, settings, port = sys.argv[1:]
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as loopback:
    fcntl.ioctl(loopback, 0x8914, struct.pack("16sh", b"lo", 0x1))  # SIOCSIFFLAGS, IFF_UP
assert [name for _, name in socket.if_nameindex()] == ["lo"], "there is a network"
subprocess.run([bundle + "/install", folder, settings], check=True)
os.chdir(folder)
for line in open(settings):
    name, _, value = line.strip().partition("=")
    os.environ[name] = value
server = subprocess.Popen([".venv/bin/python", "-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi"])
try:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/history/", headers={"Host": "portal.example"})
    for _ in range(300):
        try:
            with urllib.request.urlopen(request) as answer:
                page = answer.read().decode()
            break
        except OSError:
            time.sleep(0.1)
    style = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{style}") as answer:
        print("style", answer.status, style)
    print("page", "2546" in page)
finally:
    server.terminate()
    server.wait()
"""


def bundle() -> Path:
    done = subprocess.run([".ci/bundle"], cwd=env.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return env.BASE_DIR / done.stdout.splitlines()[-1]


def test_a_machine_without_internet_installs_the_portal_by_one_command(tmp_path: Path) -> None:
    with tarfile.open(bundle()) as archive:
        archive.extractall(tmp_path, filter="data")
    [unpacked] = tmp_path.iterdir()
    settings = tmp_path / "portal.env"
    settings.write_text(
        "PRODUCTION=1\nALLOW_SQLITE=1\nALLOWED_HOSTS=portal.example\nPORT=8199\nSSL_REDIRECT=0\nBEHIND_PROXY=1\n"
        f"SECRET_KEY={'q1W2e' * 10}\nDATABASE_URL=sqlite:///{tmp_path}/data/portal.sqlite3\n"
    )
    alone = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    arguments = [str(unpacked), str(tmp_path / "portal"), str(settings), "8199"]
    done = subprocess.run(
        [*alone, sys.executable, "-c", WITHOUT_NETWORK, *arguments],
        env={"PATH": os.environ["PATH"], "PYTHON": sys._base_executable},  # type: ignore[attr-defined]  # of CPython
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"a network of one's own needs root, or user namespaces: {done.stdout}{done.stderr}"
    assert "page True" in done.stdout
    assert "style 200" in done.stdout
    written = tmp_path / "portal" / "var" / "papers"
    code = [path for path in (tmp_path / "portal").rglob("*") if path != written and not path.is_symlink()]
    assert [path for path in code if path.stat().st_mode & 0o044 != 0o044] == []  # whatever account the portal has
    again = subprocess.run([unpacked / "install", tmp_path / "portal"], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "portal.before" / "manage.py").exists()
    (tmp_path / "portal" / "var" / "uploads").mkdir()
    refused = subprocess.run([unpacked / "install", tmp_path / "portal"], capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "UPLOADS" in refused.stderr
    assert (tmp_path / "portal" / "var" / "uploads").exists()
