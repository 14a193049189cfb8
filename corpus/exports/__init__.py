"""Whole lists as files: a snapshot of the ids in order, rows loaded by records, one class a format."""
