-- Return the text search configuration of a BCP 47 language code, as corpus/languages.py declares it.
CREATE OR REPLACE FUNCTION dateline_configuration(language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE pg_catalog.split_part(pg_catalog.lower(language), '-', 1) {{SEARCH_CONFIGURATIONS}} ELSE 'simple' END
$$;
