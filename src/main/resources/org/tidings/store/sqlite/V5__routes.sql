-- The route that an article took to a channel; NULL: none was configured, or none let it pass.
ALTER TABLE delivery ADD COLUMN route TEXT;
