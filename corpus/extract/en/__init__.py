"""The rules of English: people by spelling, titles and lists; events by the formulas of news agency prose."""
