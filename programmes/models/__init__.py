"""What happens each year, and what documents say of it."""

from programmes.models.assessments import Assessment, Potential, Step
from programmes.models.demo import DemoLoad
from programmes.models.editions import Edition, EditionFile
from programmes.models.figures import (
    GROUP_MEASURES,
    UNIT_OF_MEASURE,
    Basis,
    Confidence,
    Measure,
    Qualifier,
    ReportedFigure,
    Scope,
    Unit,
)
from programmes.models.indicators import Indicator
from programmes.models.locks import LockRequest
from programmes.models.participations import Participation
from programmes.models.results import Measurement, Period, Target
from programmes.models.rounds import Funder, Round
from programmes.models.sources import Source
from programmes.models.story import Milestone, Objective

__all__ = [
    "GROUP_MEASURES",
    "UNIT_OF_MEASURE",
    "Assessment",
    "Basis",
    "Confidence",
    "DemoLoad",
    "Edition",
    "EditionFile",
    "Funder",
    "Indicator",
    "LockRequest",
    "Measure",
    "Measurement",
    "Milestone",
    "Objective",
    "Participation",
    "Period",
    "Potential",
    "Qualifier",
    "ReportedFigure",
    "Round",
    "Scope",
    "Source",
    "Step",
    "Target",
    "Unit",
]
