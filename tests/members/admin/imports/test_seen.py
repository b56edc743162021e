"""A centre sees the files of its own people, headquarters all."""

from clusters.models import Cluster, PromotionCentre
from members.admin.imports.seen import batches_seen_by
from members.models import User
from tests.admin_pages import officer, signed_in
from tests.factories import ImportBatchFactory, SuperuserFactory

LIST = "/admin/members/importbatch/"


def test_a_centre_sees_the_files_of_its_own_people_and_headquarters_all(clusters: list[Cluster]) -> None:
    ours, theirs = PromotionCentre.objects.get(number=1), PromotionCentre.objects.get(number=2)
    own, other, head = (ImportBatchFactory.create(centre=centre) for centre in (ours, theirs, None))
    user = officer("add_importbatch")
    user.centre = ours
    user.save()
    client = signed_in(user)
    assert set(client.get(LIST).context["cl"].result_list) == {own}
    assert set(batches_seen_by(SuperuserFactory.create())) == {own, other, head}
    for page in ("change/", "flagged.xlsx", "original"):
        assert client.get(f"{LIST}{other.pk}/{page}").status_code == 302
    assert client.get(f"{LIST}{own.pk}/change/").status_code == 200
    assert client.get(f"{LIST}x/change/").status_code == 302


def test_who_works_for_nobody_sees_their_own(clusters: list[Cluster]) -> None:
    own, _other = ImportBatchFactory.create(), ImportBatchFactory.create()
    user: User = own.author
    user.is_active = False
    assert set(batches_seen_by(user)) == {own}
