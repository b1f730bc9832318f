-- How a feed behaves, and what its server asked for. Times are milliseconds since 1970 UTC.

ALTER TABLE feed ADD COLUMN news REAL NOT NULL DEFAULT 0;   -- articles seen, halved every 14 days
ALTER TABLE feed ADD COLUMN hours REAL NOT NULL DEFAULT 0;  -- that they were counted over, likewise
ALTER TABLE feed ADD COLUMN last_news INTEGER;              -- when the last article came
ALTER TABLE feed ADD COLUMN usual INTEGER;                  -- its usual gap between two, in ms
ALTER TABLE feed ADD COLUMN asks INTEGER;                   -- the pause that its document asks for, in ms
ALTER TABLE feed ADD COLUMN pause INTEGER;                  -- the interval in force, in ms
ALTER TABLE feed ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;   -- bytes of its last document
ALTER TABLE feed ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;  -- same bytes sent again, in a row
ALTER TABLE feed ADD COLUMN changed INTEGER;                -- when the document last was another one
ALTER TABLE feed ADD COLUMN rechecked INTEGER;              -- last asked without validators on suspicion
ALTER TABLE feed ADD COLUMN stuck INTEGER;                  -- since when its validators are not believed
ALTER TABLE feed ADD COLUMN quiet INTEGER;                  -- since when it is silent against its habit
ALTER TABLE feed ADD COLUMN move_to TEXT;                   -- where permanent redirects point
ALTER TABLE feed ADD COLUMN move_since INTEGER;             -- since when they do
ALTER TABLE feed ADD COLUMN move_seen INTEGER NOT NULL DEFAULT 0;  -- in how many polls
ALTER TABLE feed ADD COLUMN moved TEXT;                     -- the address believed in its stead

-- A server's wait is kept by every feed of its registrable domain.
CREATE TABLE domain_rest (
  domain TEXT    PRIMARY KEY,
  until  INTEGER NOT NULL
) WITHOUT ROWID;

-- What is known of a feed's WebSub pushes.
CREATE TABLE push (
  feed   TEXT    PRIMARY KEY,
  hub    TEXT    NOT NULL,
  topic  TEXT    NOT NULL,
  ask    INTEGER NOT NULL,          -- when to ask the hub next
  reason TEXT,                      -- why it last refused
  pushed INTEGER,                   -- the last push whose signature was right
  polled INTEGER,                   -- the last poll that a push brought about
  wanted INTEGER,                   -- since when a push waits for its poll
  proven INTEGER,                   -- since when pushes come before polls
  misses INTEGER NOT NULL DEFAULT 0 -- news that polls found first, in a row
) WITHOUT ROWID;

-- Callback addresses that hubs were given. Their secrets are kept with the credentials.
CREATE TABLE subscription (
  token    TEXT    PRIMARY KEY,     -- the last part of the callback's path
  feed     TEXT    NOT NULL,
  hub      TEXT    NOT NULL,
  topic    TEXT    NOT NULL,
  verified INTEGER,                 -- when the hub asked whether we meant it
  expires  INTEGER NOT NULL         -- of the lease, or of the time to be verified in
) WITHOUT ROWID;
CREATE INDEX subscription_feed ON subscription (feed);
