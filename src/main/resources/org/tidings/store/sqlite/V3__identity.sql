-- What knowing an article again needs beyond its marks.

ALTER TABLE article ADD COLUMN fate TEXT;         -- why it was never to be posted; NULL: no such reason
ALTER TABLE article ADD COLUMN settles INTEGER;   -- posted if the feed still has it then; NULL: settled
ALTER TABLE article ADD COLUMN withdrawn INTEGER; -- since when the feed hides what had not settled
ALTER TABLE article ADD COLUMN version BLOB;      -- hash of what its entry said when last read
CREATE INDEX article_settling ON article (feed) WHERE settles IS NOT NULL;

-- An article said something else from then on. Append only.
CREATE TABLE article_edit (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (id),
  at      INTEGER NOT NULL,
  changed TEXT    NOT NULL           -- what, in words
);
CREATE INDEX article_edit_article ON article_edit (article, id);

CREATE TABLE feed_memory (
  feed  TEXT    PRIMARY KEY REFERENCES feed (id),
  shown TEXT    NOT NULL,            -- articles of its last document that had any, in its order
  guids INTEGER NOT NULL DEFAULT 0   -- documents whose guids were no good; from 2 on they don't count
) WITHOUT ROWID;

-- Documents that looked rebuilt, as they were read: the owner's table.
CREATE TABLE mass_change (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  feed    TEXT    NOT NULL REFERENCES feed (id),
  at      INTEGER NOT NULL,
  reason  TEXT    NOT NULL,
  entries TEXT    NOT NULL           -- JSON
);
CREATE INDEX mass_change_feed ON mass_change (feed, id);

CREATE INDEX delivery_held ON delivery (article) WHERE state = 'held';
