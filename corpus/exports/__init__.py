"""Whole lists as files: the ids in order from one snapshot, rows loaded by records, one class per format."""
