"""Saved searches: what is new of each, and the mails that say so (docs/alerts.md)."""
