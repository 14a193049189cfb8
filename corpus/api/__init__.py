"""The API: what the public pages show, for programs. docs/api.md."""
