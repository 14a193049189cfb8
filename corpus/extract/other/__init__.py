"""The rules of every language without rules of its own."""
