-- Return the search vector of an event: the sentences of its reports, each in its own language, with its title, place and
-- all names of its participants.
CREATE OR REPLACE FUNCTION dateline_event_vector(id bigint) RETURNS tsvector
LANGUAGE sql STABLE AS $$
    SELECT coalesce(dateline_vectors(dateline_vector(said.language, e.title, said.sentence, said.names)), '')
    FROM corpus_event AS e, LATERAL (
        SELECT a.language, r.sentence, concat_ws(' . ',
            (SELECT p.name FROM corpus_place AS p WHERE p.id = e.place_id),
            (SELECT string_agg(n.name, ' . ' ORDER BY n.name) FROM corpus_personname AS n
             WHERE NOT n.hidden AND n.person_id IN (
                SELECT p.person_id FROM corpus_participation AS p WHERE p.event_id = e.id
                UNION ALL SELECT o.id FROM corpus_participation AS p
                JOIN corpus_person AS o ON o.merged_into_id = p.person_id WHERE p.event_id = e.id))) AS names
        FROM corpus_report AS r JOIN corpus_article AS a ON a.current_id = r.revision_id
        WHERE r.event_id = e.id AND NOT a.hidden ORDER BY r.id LIMIT 100
    ) AS said
    WHERE e.id = dateline_event_vector.id
$$;
