-- Posts whose articles were edited, on channels that change them in place (`on_edit = "update"`).
-- Beside `delivery`, which none of it touches. `state`: pending (to be changed), replaced (edited
-- once more before that was done), done, and the ends without it: gone (no such post any more),
-- refused, over (not within a day).
CREATE TABLE post_update (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery   INTEGER NOT NULL REFERENCES delivery (id),
  channel    TEXT    NOT NULL,
  post       TEXT    NOT NULL,      -- what it is to say, JSON
  state      TEXT    NOT NULL CHECK (state IN
    ('pending', 'replaced', 'done', 'gone', 'refused', 'over')),
  tries      INTEGER NOT NULL DEFAULT 0,  -- requests that may have left
  not_before INTEGER NOT NULL,
  until      INTEGER,               -- given up then; NULL: never tried yet
  reason     TEXT,
  changed    INTEGER NOT NULL
);
CREATE UNIQUE INDEX post_update_pending ON post_update (delivery) WHERE state = 'pending';
CREATE INDEX post_update_due ON post_update (channel, not_before) WHERE state = 'pending';
CREATE INDEX post_update_delivery ON post_update (delivery, id);
