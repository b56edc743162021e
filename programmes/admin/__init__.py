"""The programme in the admin."""

from programmes.admin import due
from programmes.admin.clusters import ClusterWithRoundsAdmin
from programmes.admin.figures import ReportedFigureAdmin
from programmes.admin.participations import ParticipationAdmin
from programmes.admin.rounds import FunderAdmin, RoundAdmin
from programmes.admin.sources import SourceAdmin
from programmes.admin.story import MilestoneAdmin, ObjectiveAdmin

__all__ = [
    "ClusterWithRoundsAdmin",
    "FunderAdmin",
    "MilestoneAdmin",
    "ObjectiveAdmin",
    "ParticipationAdmin",
    "ReportedFigureAdmin",
    "RoundAdmin",
    "SourceAdmin",
    "due",
]
