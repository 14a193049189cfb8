-- Return the term of a language: its primary subtag as a number of base 27, as language_number() in
-- corpus/models/search.py.
CREATE OR REPLACE FUNCTION dateline_language_term(code text) RETURNS int
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    tag text := pg_catalog.left(pg_catalog.split_part(pg_catalog.lower(code), '-', 1), 5);
    letter text;
    number int := 0;
BEGIN
    FOREACH letter IN ARRAY pg_catalog.regexp_split_to_array(tag, '') LOOP
        number := number * 27
            + CASE WHEN letter BETWEEN 'a' AND 'z' AND pg_catalog.length(letter) = 1
                   THEN pg_catalog.ascii(letter) - 96 ELSE 0 END;
    END LOOP;
    RETURN dateline_term({{TermKind.LANGUAGE}}, number);
END
$$;
