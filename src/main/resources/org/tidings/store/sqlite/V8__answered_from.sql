-- Where the last document or 304 came from, after redirects: its validators are that server's, and
-- so is its patience. NULL: from the address that is asked.
ALTER TABLE feed ADD COLUMN answered_from TEXT;
