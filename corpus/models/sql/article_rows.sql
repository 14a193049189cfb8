-- Return the search rows of articles; hidden ones have none. The names of the people mentioned, and of people merged into
-- them, are searched too where the text does not print them: those of the first 1,000 people, far more than any report
-- names. types: the codes of all event types in stored order.
CREATE OR REPLACE FUNCTION dateline_article_rows(ids bigint[], types text[])
RETURNS TABLE (article_id bigint, lower date, upper date, terms int[], search tsvector, opening tsvector)
LANGUAGE sql STABLE AS $$
    SELECT a.id,
        CASE WHEN a.published <> '' THEN a.published_lower END,
        CASE WHEN a.published <> '' THEN a.published_upper END,
        ARRAY[dateline_term({{TermKind.OUTLET}}, a.outlet_id), dateline_language_term(a.language)]
            || ARRAY(SELECT dateline_term({{TermKind.PERSON}}, one) FROM unnest(a.people) AS one)
            || ARRAY(SELECT dateline_term({{TermKind.TYPE}}, array_position(types, one::text))
                     FROM unnest(a.event_types) AS one)
            || dateline_place_terms(a.places)
            || dateline_date_terms(a.published, a.published_lower, a.published_upper)
            || CASE WHEN a.revision_count > 1
                    THEN ARRAY[dateline_term({{TermKind.FLAG}}, {{Flag.REVISED}})] ELSE '{}' END
            || CASE WHEN a.reprint_count > 0
                    THEN ARRAY[dateline_term({{TermKind.FLAG}}, {{Flag.REPRINTED}})] ELSE '{}' END
            || CASE WHEN a.event_types <> '{}'
                    THEN ARRAY[dateline_term({{TermKind.FLAG}}, {{Flag.EVENTS}})] ELSE '{}' END
            || CASE WHEN a.headline_only
                    THEN ARRAY[dateline_term({{TermKind.FLAG}}, {{Flag.HEADLINE_ONLY}})] ELSE '{}' END,
        dateline_vector(a.language, a.title, a.text, coalesce((
            SELECT string_agg(DISTINCT other.name, ' . ' ORDER BY other.name)
            FROM (
                SELECT n.name
                FROM (SELECT unnest(a.people[:1000]) AS id
                      UNION SELECT o.id FROM unnest(a.people[:1000]) AS shown(id)
                            JOIN corpus_person AS o ON o.merged_into_id = shown.id) AS named
                JOIN corpus_personname AS n ON n.person_id = named.id
                WHERE NOT n.hidden OFFSET 0 -- or the text is searched for the names of all other people too
            ) AS other
            WHERE strpos(whole.text, other.name) = 0 AND strpos(a.title, other.name) = 0), '')),
        dateline_vector(a.language, a.title,
            CASE WHEN length(a.text) <= 400 THEN a.text
                 ELSE regexp_replace(left(a.text, 400), '[^[:space:]\u1100-\uffff]*$', '') END, '')
    FROM corpus_article AS a
    CROSS JOIN LATERAL (SELECT a.text || '' AS text OFFSET 0) AS whole -- decompressed once, not for each name
    WHERE a.id = ANY(ids) AND NOT a.hidden
$$;
