-- How long its server asks to be left alone after each answer, in ms, as it last said: a 304 may leave
-- it out (RFC 9111 section 4.3.4).
ALTER TABLE feed ADD COLUMN fresh INTEGER;
