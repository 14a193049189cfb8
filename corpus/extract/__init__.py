"""Text in, people and events out: pure functions without a database."""
