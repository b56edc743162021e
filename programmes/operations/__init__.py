"""Verbs over several rows of the programme."""

from programmes.operations.demo import load_demo, remove_demo
from programmes.operations.figures import supersede_figure
from programmes.operations.history import load_history
from programmes.operations.rounds import open_round

__all__ = ["load_demo", "load_history", "open_round", "remove_demo", "supersede_figure"]
