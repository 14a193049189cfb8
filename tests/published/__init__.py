"""Figures that others published, recomputed from the shared corpora."""
