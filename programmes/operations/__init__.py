"""Verbs over several rows of the programme."""

from programmes.operations.figures import supersede_figure
from programmes.operations.history import load_history

__all__ = ["load_history", "supersede_figure"]
