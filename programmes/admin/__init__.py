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
from programmes.admin.taking_part import MembershipOfFiguresAdmin, SupportOfFiguresAdmin

__all__ = [
    "AssessmentAdmin",
    "ClusterWithRoundsAdmin",
    "EditionAdmin",
    "FunderAdmin",
    "IndicatorAdmin",
    "MeasurementAdmin",
    "MembershipOfFiguresAdmin",
    "MilestoneAdmin",
    "ObjectiveAdmin",
    "ParticipationAdmin",
    "ReportedFigureAdmin",
    "RoundAdmin",
    "SourceAdmin",
    "SupportOfFiguresAdmin",
    "TargetAdmin",
    "due",
    "result_due",
]
