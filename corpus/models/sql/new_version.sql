-- Give the corpus a new version, once per transaction.
CREATE OR REPLACE FUNCTION dateline_new_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO corpus_corpusversion AS version (id, number) VALUES (1, txid_current())
    ON CONFLICT (id) DO UPDATE SET number = txid_current() WHERE version.number <> txid_current();
    RETURN NULL;
END
$$;
