-- Return the term of a kind and an id, as term() in corpus/models/search.py.
CREATE OR REPLACE FUNCTION dateline_term(kind int, number bigint) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT kind << {{BITS}} | number::int
$$;
