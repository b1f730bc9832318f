-- What the hub speaks: 'websub' or 'rsscloud'.
ALTER TABLE push ADD COLUMN protocol TEXT NOT NULL DEFAULT 'websub';
ALTER TABLE subscription ADD COLUMN protocol TEXT NOT NULL DEFAULT 'websub';
