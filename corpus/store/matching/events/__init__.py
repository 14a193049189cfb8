"""The same event: accounts of it are compared, grouped, and matched with stored events."""
