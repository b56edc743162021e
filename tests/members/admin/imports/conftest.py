"""The clusters that lists name, and an officer who brings lists in."""

import pytest
from django.test import Client

from clusters.models import Cluster
from tests.admin_pages import signed_in
from tests.members.imports.batches import boss
from tests.members.imports.files import put_clusters
from tests.snapshot import put_reference


@pytest.fixture
def clusters(db: None) -> list[Cluster]:
    put_reference()
    return put_clusters()


@pytest.fixture
def client(clusters: list[Cluster]) -> Client:
    return signed_in(boss())
