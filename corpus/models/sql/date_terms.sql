-- Return the terms of a date: its month, or a flag where it is not known or spans several months.
CREATE OR REPLACE FUNCTION dateline_date_terms(edtf text, lower date, upper date) RETURNS int[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN edtf = '' THEN ARRAY[dateline_term({{TermKind.FLAG}}, {{Flag.UNDATED}})]
        WHEN pg_catalog.date_trunc('month', lower::timestamp) = pg_catalog.date_trunc('month', upper::timestamp)
        THEN ARRAY[dateline_term({{TermKind.MONTH}},
            (pg_catalog.date_part('year', lower) * 12 + pg_catalog.date_part('month', lower) - 1)::int)]
        WHEN lower IS NOT NULL AND upper IS NOT NULL THEN ARRAY[dateline_term({{TermKind.FLAG}}, {{Flag.SPAN}})]
        ELSE '{}' END
$$;
