-- Every statement that changes what pages show changes the corpus version, whoever sends it. Early migrations skip the
-- tables that later ones add.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'absence', 'article', 'articlesearch', 'capture', 'event', 'eventsearch', 'judgement', 'likelysameevent', 'lineup', 'lineupplace',
        'mention', 'office', 'opening', 'outlet', 'participation', 'person', 'personname', 'persontitle', 'personwords', 'place',
        'report', 'reprint', 'revision', 'teaser'] LOOP
        CONTINUE WHEN to_regclass('corpus_' || name) IS NULL;
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER corpus_%1$s_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON corpus_%1$s '
            'FOR EACH STATEMENT EXECUTE FUNCTION dateline_new_version()', name);
    END LOOP;
END
$$;
