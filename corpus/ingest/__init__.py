"""Bytes in, parsed articles out; no database."""
