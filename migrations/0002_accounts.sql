-- Accounts and what hangs on them. Names lie sealed; what is searched by lies as a keyed hash.

-- seat: 1 practitioner, 2 member, 3 administrator. sealed: name and slug.
CREATE TABLE account (
  id BLOB NOT NULL PRIMARY KEY,
  seat INTEGER NOT NULL,
  practitioner BLOB,
  network BLOB,
  member BLOB,
  slug_hash BLOB NOT NULL UNIQUE,
  sealed BLOB NOT NULL,
  disabled_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX account_by_network ON account (network);

CREATE TABLE session (
  token_hash BLOB NOT NULL PRIMARY KEY,
  account BLOB NOT NULL,
  created INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_end ON session (expires);

CREATE TABLE one_time_link (
  token_hash BLOB NOT NULL PRIMARY KEY,
  account BLOB NOT NULL,
  expires INTEGER NOT NULL,
  used INTEGER
) STRICT, WITHOUT ROWID;

-- What somebody is still writing; sealed with the network's key, or the service's before there is one.
CREATE TABLE draft (
  account BLOB NOT NULL,
  form TEXT NOT NULL,
  network BLOB,
  sealed BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (account, form)
) STRICT, WITHOUT ROWID;

-- Pictures and papers; sealed with the network's key. bytes: the size before sealing.
CREATE TABLE blob (
  network BLOB NOT NULL,
  file BLOB NOT NULL,
  sealed BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (network, file)
) STRICT;
