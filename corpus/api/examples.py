"""Answers as they look, of the sample corpus."""

ANSWERS = {}
