"""The public corpus as files that anyone can read, and that ingest reads back. docs/running/dump.md describes them."""
