"""Verbs over several rows of the programme."""

from programmes.operations.demo import load_demo, remove_demo
from programmes.operations.figures import supersede_figure
from programmes.operations.history import load_history

__all__ = ["load_demo", "load_history", "remove_demo", "supersede_figure"]
