-- Return the text search configuration of a BCP 47 language code; "simple", which does not stem, where PostgreSQL has
-- none for the language.
CREATE OR REPLACE FUNCTION dateline_configuration(language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE pg_catalog.split_part(pg_catalog.lower(language), '-', 1)
        WHEN 'ar' THEN 'arabic' WHEN 'de' THEN 'german' WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish'
        WHEN 'fr' THEN 'french' WHEN 'pt' THEN 'portuguese' WHEN 'ru' THEN 'russian' WHEN 'tr' THEN 'turkish'
        ELSE 'simple' END
$$;
