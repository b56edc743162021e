"""Figures and lists of clusters as frozen values."""
