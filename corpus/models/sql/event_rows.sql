-- Return the search rows of events; those that no article reports have none. types: the codes of all event types in
-- stored order.
CREATE OR REPLACE FUNCTION dateline_event_rows(ids bigint[], types text[])
RETURNS TABLE (event_id bigint, lower date, upper date, terms int[], search tsvector)
LANGUAGE sql STABLE AS $$
    SELECT e.id,
        CASE WHEN e.date <> '' THEN e.date_lower END,
        CASE WHEN e.date <> '' THEN e.date_upper END,
        ARRAY[dateline_term({{TermKind.TYPE}}, array_position(types, e.type::text))]
            || ARRAY(SELECT dateline_term({{TermKind.OUTLET}}, one) FROM unnest(e.outlets) AS one)
            || ARRAY(SELECT DISTINCT dateline_language_term(a.language) FROM corpus_report AS r
                     JOIN corpus_article AS a ON a.current_id = r.revision_id
                     WHERE r.event_id = e.id AND NOT a.hidden)
            || ARRAY(SELECT dateline_term({{TermKind.PERSON}}, p.person_id)
                     FROM corpus_participation AS p WHERE p.event_id = e.id)
            || CASE WHEN e.place_id IS NULL THEN '{}' ELSE dateline_place_terms(ARRAY[e.place_id]) END
            || dateline_date_terms(e.date, e.date_lower, e.date_upper),
        dateline_event_vector(e.id)
    FROM corpus_event AS e WHERE e.id = ANY(ids) AND e.report_count > 0
$$;
