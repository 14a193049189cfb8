"""The public corpus as files that anyone can read, and that ingest reads back. docs/dump.md describes them."""
