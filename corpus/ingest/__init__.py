"""Bytes in, parsed articles out, without a database."""
