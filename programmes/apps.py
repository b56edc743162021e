from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("โครงการ")

    def ready(self) -> None:
        """Lists of clusters and results come in by the way of all lists."""
        from members.imports.list_kinds import register  # noqa: PLC0415  # models are there only now
        from members.models import ImportBatch  # noqa: PLC0415
        from programmes.cluster_list_plans import CLUSTERS  # noqa: PLC0415
        from programmes.result_list_plans import RESULTS  # noqa: PLC0415

        register(ImportBatch.Kind.CLUSTERS, CLUSTERS)
        register(ImportBatch.Kind.RESULTS, RESULTS)
