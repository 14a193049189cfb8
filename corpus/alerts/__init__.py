"""Saved searches: their new rows, and mail about them (docs/using/alerts.md)."""
