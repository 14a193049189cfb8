-- Concatenate search vectors.
CREATE OR REPLACE AGGREGATE dateline_vectors(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');
