-- Return a text with its Chinese, Japanese and Korean runs as overlapping pairs of characters, the last character of
-- each run by itself: these languages put no space at the end of a word, or attach particles to it.
-- segmented() in corpus/search/text/words.py does the same to a query.
CREATE OR REPLACE FUNCTION dateline_segmented(body text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN body !~ '[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]' THEN body
    ELSE (
        SELECT pg_catalog.string_agg(
            CASE WHEN NOT own THEN letter WHEN following THEN ' ' || letter || next || ' ' ELSE ' ' || letter || ' ' END,
            '' ORDER BY place)
        FROM (
            SELECT letter, place, own, pg_catalog.lead(letter) OVER (ORDER BY place) AS next,
                   coalesce(pg_catalog.lead(own) OVER (ORDER BY place), false) AS following
            FROM (
                SELECT letter, place,
                       letter ~ '[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]' AS own
                FROM pg_catalog.regexp_split_to_table(body, '') WITH ORDINALITY AS split(letter, place)
            ) AS letters
        ) AS pairs
    ) END
$$;
