"""An archive comes back on an empty machine, with one command, and over another installation only by force."""

from pathlib import Path

import pytest
from django.db import connection

from tests.factories import ClusterFactory
from tests.installations import contents, empty_database, manage


@pytest.mark.django_db(transaction=True)
def test_an_installation_is_put_back_on_an_empty_machine(tmp_path: Path) -> None:
    ClusterFactory.create(name="ผ้าไหม")
    folders = {"BACKUPS": str(tmp_path / "backups"), "UPLOADS": str(tmp_path / "uploads")}
    manage(connection, "backup", environment=folders)
    [path] = (tmp_path / "backups").iterdir()
    with empty_database(tmp_path) as other:
        restored = manage(other, "restore", str(path), environment=folders)
        assert (restored.returncode, restored.stderr) == (0, "")
        assert "กู้คืนจากไฟล์สำรองแล้ว" in restored.stdout
        assert contents(other) == contents(connection)
        again = manage(other, "restore", str(path), environment=folders)
        assert again.returncode == 1
        assert "--force" in again.stderr
