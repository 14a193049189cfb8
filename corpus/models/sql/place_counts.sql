-- Keep the number of events of each place, by the terms of the search rows of events, whoever writes or deletes those.
CREATE OR REPLACE FUNCTION dateline_count_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM dateline_add_to_places(ARRAY(SELECT code FROM new_rows, unnest(terms) AS code), '{}');
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM dateline_add_to_places(
            ARRAY(SELECT code FROM new_rows, unnest(terms) AS code),
            ARRAY(SELECT code FROM old_rows, unnest(terms) AS code));
    ELSE
        PERFORM dateline_add_to_places('{}', ARRAY(SELECT code FROM old_rows, unnest(terms) AS code));
    END IF;
    RETURN NULL;
END
$$;

-- Add to the places whose terms were gained, and take from those whose terms were lost, one event for each term.
CREATE OR REPLACE FUNCTION dateline_add_to_places(gained int[], lost int[]) RETURNS void
LANGUAGE sql AS $$
    UPDATE corpus_place AS p SET event_count = p.event_count + d.number
    FROM (
        SELECT code & ((1 << {{BITS}}) - 1) AS id, sum(number)::int AS number
        FROM (SELECT unnest(gained) AS code, 1 AS number UNION ALL SELECT unnest(lost), -1) AS each
        WHERE code >> {{BITS}} = {{TermKind.PLACE}}
        GROUP BY code HAVING sum(number) <> 0
    ) AS d
    WHERE p.id = d.id
$$;

CREATE OR REPLACE TRIGGER corpus_eventsearch_inserted AFTER INSERT ON corpus_eventsearch
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dateline_count_places();
CREATE OR REPLACE TRIGGER corpus_eventsearch_updated AFTER UPDATE ON corpus_eventsearch
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION dateline_count_places();
CREATE OR REPLACE TRIGGER corpus_eventsearch_deleted AFTER DELETE ON corpus_eventsearch
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION dateline_count_places();
