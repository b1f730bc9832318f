-- The restore after which the feed's last document that had any articles was read; NULL: none.
ALTER TABLE feed_memory ADD COLUMN restored INTEGER;
