-- Return the search vector of a text: title (weight A), body (B) and other names (D), and a mark of its configuration,
-- which no text can contain. A query in several languages asks for the words of each next to its mark, so that no row
-- matches by the stems of another language. A tsvector holds 1 MB: where 250,000 characters exceed it (in Chinese every
-- two are a word), only the first 50,000 are indexed.
CREATE OR REPLACE FUNCTION dateline_vector(language text, title text, body text, names text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    name text := dateline_configuration(language);
    config pg_catalog.regconfig := ('pg_catalog.' || name)::pg_catalog.regconfig;
BEGIN
    RETURN pg_catalog.setweight(
            pg_catalog.to_tsvector(config, dateline_segmented(pg_catalog.left(title, 2000))), 'A')
        || pg_catalog.setweight(
            pg_catalog.to_tsvector(config, dateline_segmented(pg_catalog.left(body, 250000))), 'B')
        || pg_catalog.setweight(
            pg_catalog.to_tsvector(config, dateline_segmented(pg_catalog.left(names, 2000))), 'D')
        || pg_catalog.array_to_tsvector(ARRAY['§' || name]);
EXCEPTION WHEN program_limit_exceeded THEN
    IF pg_catalog.length(body) <= 50000 THEN
        RAISE;
    END IF;
    RETURN dateline_vector(language, title, pg_catalog.left(body, 50000), names);
END
$$;
