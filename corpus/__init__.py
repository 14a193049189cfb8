"""Dateline's corpus: read → parse → extract → store → search → show; a room imports only from those before it."""
