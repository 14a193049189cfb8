"""The read-only JSON API (docs/using/api.md)."""
