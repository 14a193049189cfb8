-- Return the query for words in any of these configurations, each combined with its mark (see vector.sql). Where all
-- configurations give the same query, return that query without marks.
CREATE OR REPLACE FUNCTION dateline_query(words text, configurations text[]) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    name text;
    one tsquery;
    first tsquery;
    whole tsquery;
    alike boolean := true;
BEGIN
    FOREACH name IN ARRAY configurations LOOP
        one := pg_catalog.websearch_to_tsquery(('pg_catalog.' || name)::pg_catalog.regconfig, words);
        first := coalesce(first, one);
        alike := alike AND one = first;
        IF pg_catalog.numnode(one) > 0 THEN
            one := ('''§' || name || '''')::tsquery && one;
            whole := CASE WHEN whole IS NULL THEN one ELSE whole || one END;
        END IF;
    END LOOP;
    RETURN CASE WHEN alike THEN first ELSE whole END;
END
$$;
