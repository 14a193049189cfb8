-- Return words in plain letters: without accents, in one width and lower case, each word between single spaces.
-- Chinese, Japanese and Korean characters are words of their own, so that a phrase of them matches part of a name.
-- Generated columns call this function, so it names only pg_catalog: a dump restores with an empty search path.
CREATE OR REPLACE FUNCTION dateline_plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ' ' || pg_catalog.btrim(pg_catalog.regexp_replace(pg_catalog.regexp_replace(
        pg_catalog.lower(pg_catalog.translate(
            pg_catalog.normalize(pg_catalog.regexp_replace(
                pg_catalog.normalize(words, 'NFKD'), '[\u0300-\u036f]+', '', 'g'), 'NFC'),
            'ĐđØøŁłıÞþðß', 'DdOoLliTtds')),
        '([\u1100-\u11ff\u3040-\u30fa\u30fc-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])',
        ' \1 ', 'g'),
        '[\u0001-/:-@[-`{-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\u30fb\ue000-\uf8ff\ufe30-\ufe4f\uff00-\uff0f\ufff0-\uffff]+',
        ' ', 'g')) || ' '
$$;
