-- The whole state of Tidings. Times are milliseconds since 1970 UTC. What must never happen is
-- forbidden here, not only in code: a second row for the same article and channel, an illegal
-- change of state, a rewritten history.

CREATE TABLE feed (
  id            TEXT    PRIMARY KEY,
  url           TEXT    NOT NULL,
  title         TEXT,
  etag          TEXT,
  last_modified TEXT,
  body_hash     TEXT,
  next_poll     INTEGER,            -- NULL: never again
  polled        INTEGER,            -- last poll, however it ended
  answered      INTEGER,            -- last poll that gave a document or 'not modified'
  failures      INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),  -- in a row
  reason        TEXT,               -- of the last failure
  gone          INTEGER,            -- since when it answers 410
  baselined     INTEGER             -- when its first document was remembered; NULL: never read yet
);
CREATE INDEX feed_next_poll ON feed (next_poll);

CREATE TABLE article (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  feed       TEXT    NOT NULL REFERENCES feed (id),
  title      TEXT    NOT NULL,
  link       TEXT,
  published  INTEGER,
  first_seen INTEGER NOT NULL,
  baseline   INTEGER NOT NULL CHECK (baseline IN (0, 1)),  -- 1: was there before us, never posted
  content    TEXT    NOT NULL        -- the article as JSON
);
CREATE INDEX article_feed ON article (feed, id);
CREATE INDEX article_link ON article (link);

-- Kept for ever: an article that returns is not news.
CREATE TABLE article_alias (
  feed    TEXT    NOT NULL REFERENCES feed (id),
  kind    TEXT    NOT NULL,
  hash    BLOB    NOT NULL,
  article INTEGER NOT NULL REFERENCES article (id),
  PRIMARY KEY (feed, kind, hash)
) WITHOUT ROWID;
CREATE INDEX article_alias_article ON article_alias (article);

CREATE TABLE delivery (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  article      INTEGER NOT NULL REFERENCES article (id),
  channel      TEXT    NOT NULL,
  type         TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN
    ('ready', 'sending', 'waiting', 'unknown', 'held', 'published', 'skipped', 'rejected', 'expired')),
  post         TEXT,                 -- the frozen words, JSON; NULL only where none could be made
  payload      TEXT,                 -- the frozen request content; NULL until prepared
  payload_link TEXT,
  idempotency  TEXT    NOT NULL UNIQUE,
  made_at      INTEGER NOT NULL,
  salt         INTEGER NOT NULL,
  not_before   INTEGER,              -- when to look at it next; NULL: when the owner says
  lifetime     INTEGER NOT NULL,     -- milliseconds that it has, from made_at or a new start
  expires      INTEGER NOT NULL,
  fence        INTEGER NOT NULL DEFAULT 0,  -- grows with each claim; a late writer has an old one
  lease_until  INTEGER,              -- while sending
  attempts     INTEGER NOT NULL DEFAULT 0,  -- requests that may have left
  crashes      INTEGER NOT NULL DEFAULT 0,  -- times in a row the process died while sending
  first_sent   INTEGER,              -- when the first intent was recorded that may have posted it
  last_sent    INTEGER,              -- when the last one was: pace counts from it
  stales       INTEGER NOT NULL DEFAULT 0,  -- times in a row that it had to be prepared again
  looks        INTEGER NOT NULL DEFAULT 0,  -- look-ups in a row that did not find it
  doubts       INTEGER NOT NULL DEFAULT 0,  -- requests whose answer was lost: they may have posted it
  failures     INTEGER NOT NULL DEFAULT 0,  -- deferred endings in a row
  reason       TEXT,                 -- why it is where it is
  remote_id    TEXT,
  remote_url   TEXT,
  changed      INTEGER NOT NULL,
  UNIQUE (article, channel),
  CHECK (state <> 'sending' OR lease_until IS NOT NULL),
  CHECK (state IN ('held', 'skipped', 'published', 'expired') OR post IS NOT NULL)
);
CREATE INDEX delivery_due ON delivery (channel, state, article);
CREATE INDEX delivery_changed ON delivery (changed, id);
CREATE INDEX delivery_channel_changed ON delivery (channel, changed, id);
CREATE INDEX delivery_sent ON delivery (channel, last_sent);
CREATE UNIQUE INDEX delivery_remote ON delivery (channel, remote_id) WHERE remote_id IS NOT NULL;

-- Evidence that a post is there beats every state; nothing ever leaves 'published'.
CREATE TRIGGER delivery_transition BEFORE UPDATE OF state ON delivery
WHEN NEW.state <> OLD.state AND NEW.state <> 'published' AND NOT (
     (OLD.state = 'ready'    AND NEW.state IN ('sending', 'unknown', 'held', 'skipped', 'expired'))
  OR (OLD.state = 'sending'  AND NEW.state IN ('ready', 'waiting', 'unknown', 'held', 'rejected'))
  OR (OLD.state = 'waiting'  AND NEW.state IN ('ready', 'sending', 'unknown', 'held', 'skipped', 'expired'))
  OR (OLD.state = 'unknown'  AND NEW.state IN ('ready', 'waiting', 'held', 'skipped', 'rejected'))
  OR (OLD.state = 'held'     AND NEW.state IN ('ready', 'skipped', 'expired'))
  OR (OLD.state IN ('skipped', 'rejected', 'expired') AND NEW.state = 'ready'))
BEGIN SELECT RAISE(ABORT, 'illegal change of a delivery''s state'); END;
CREATE TRIGGER delivery_published BEFORE UPDATE OF state ON delivery
WHEN OLD.state = 'published' AND NEW.state <> 'published'
BEGIN SELECT RAISE(ABORT, 'a published delivery stays published'); END;
CREATE TRIGGER delivery_fence BEFORE UPDATE OF fence ON delivery WHEN NEW.fence < OLD.fence
BEGIN SELECT RAISE(ABORT, 'a fence only grows'); END;
CREATE TRIGGER delivery_frozen BEFORE UPDATE OF post, idempotency, made_at, salt ON delivery
WHEN OLD.attempts > 0 AND (NEW.post IS NOT OLD.post OR NEW.idempotency <> OLD.idempotency
  OR NEW.made_at <> OLD.made_at OR NEW.salt <> OLD.salt)
BEGIN SELECT RAISE(ABORT, 'a post is frozen once an attempt was made'); END;
CREATE TRIGGER delivery_kept BEFORE DELETE ON delivery
BEGIN SELECT RAISE(ABORT, 'deliveries are kept for ever'); END;

-- What happened, append only. `step`: claimed (about to prepare), intent (about to send; durable
-- before the first byte), ended (an outcome), looked (a look-up), and the words of the owner or
-- the daemon: enqueued, orphaned, held, released, retried, dropped, posted, expired.
CREATE TABLE attempt (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery   INTEGER NOT NULL REFERENCES delivery (id),
  number     INTEGER NOT NULL,       -- of the attempt; 0 before the first
  at         INTEGER NOT NULL,
  step       TEXT    NOT NULL CHECK (step IN ('enqueued', 'claimed', 'intent', 'ended', 'looked',
    'orphaned', 'held', 'released', 'retried', 'dropped', 'posted', 'expired', 'skipped')),
  outcome    TEXT,                   -- of an ended or looked step
  reason     TEXT,
  remote_id  TEXT,
  remote_url TEXT,
  cost       INTEGER                 -- millionths of the price's currency: of an intent; negative in
                                     -- an ending that surely cost nothing
);
CREATE INDEX attempt_delivery ON attempt (delivery, id);
CREATE INDEX attempt_cost ON attempt (at) WHERE cost IS NOT NULL;
CREATE TRIGGER attempt_written BEFORE UPDATE ON attempt
BEGIN SELECT RAISE(ABORT, 'history is append only'); END;
CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt
BEGIN SELECT RAISE(ABORT, 'history is append only'); END;

-- One row per account: its breaker, its pace, its owner's pause.
CREATE TABLE channel_state (
  channel      TEXT    PRIMARY KEY,
  paused       INTEGER,              -- since when, by the owner
  open_until   INTEGER,              -- breaker: no attempt before this
  opened       INTEGER NOT NULL DEFAULT 0,  -- how often in a row it opened; 0: closed
  failures     INTEGER NOT NULL DEFAULT 0,  -- in a row, over all deliveries
  remedy       TEXT,                 -- what the owner must do; NULL: nothing
  reason       TEXT,
  account      TEXT,                 -- as the last good check named it
  checked      INTEGER,
  expires      INTEGER,              -- of the credential
  warned       INTEGER,              -- so many days before `expires` the owner was last warned
  hints        TEXT                  -- what the owner should know, one a line
);

-- AES-256-GCM; the key is not in here.
CREATE TABLE credential (
  owner      TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  key_id     TEXT    NOT NULL,
  nonce      BLOB    NOT NULL,
  ciphertext BLOB    NOT NULL,
  changed    INTEGER NOT NULL,
  PRIMARY KEY (owner, name)
) WITHOUT ROWID;

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
