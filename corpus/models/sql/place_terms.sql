-- Return the terms of places and of all that contains them. A merged place stands for the one it was merged into; what a
-- curator found to be no place has no term.
CREATE OR REPLACE FUNCTION dateline_place_terms(places bigint[]) RETURNS int[]
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE around(id) AS (
        SELECT unnest(places)
        UNION
        SELECT beside.id FROM around JOIN corpus_place AS p ON p.id = around.id,
            LATERAL (VALUES (p.parent_id), (p.merged_into_id)) AS beside (id)
        WHERE beside.id IS NOT NULL
    )
    SELECT coalesce(array_agg(DISTINCT dateline_term({{TermKind.PLACE}}, coalesce(p.merged_into_id, p.id))), '{}')
    FROM around JOIN corpus_place AS p ON p.id = around.id WHERE NOT p.nowhere
$$;
