"""The programme in the admin."""

from programmes.admin import due, result_due
from programmes.admin.assessments import AssessmentAdmin
from programmes.admin.clusters import ClusterWithRoundsAdmin
from programmes.admin.editions import EditionAdmin
from programmes.admin.figures import ReportedFigureAdmin
from programmes.admin.indicators import IndicatorAdmin, TargetAdmin
from programmes.admin.measurements import MeasurementAdmin
from programmes.admin.participations import ParticipationAdmin
from programmes.admin.rounds import FunderAdmin, RoundAdmin
from programmes.admin.sources import SourceAdmin
from programmes.admin.story import MilestoneAdmin, ObjectiveAdmin

__all__ = [
    "AssessmentAdmin",
    "ClusterWithRoundsAdmin",
    "EditionAdmin",
    "FunderAdmin",
    "IndicatorAdmin",
    "MeasurementAdmin",
    "MilestoneAdmin",
    "ObjectiveAdmin",
    "ParticipationAdmin",
    "ReportedFigureAdmin",
    "RoundAdmin",
    "SourceAdmin",
    "TargetAdmin",
    "due",
    "result_due",
]
