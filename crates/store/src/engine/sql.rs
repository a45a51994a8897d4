//! The SQL text that both engines run. Values are numbered `$1`, `$2` …; ids and hashes are bytes,
//! instants are microseconds since 1970. What differs between the engines stands in their own files.

/// Stream row: kind, head_seq, head_hash, head_at, wrapped_key.
pub(crate) const STREAM: &str =
    "SELECT kind, head_seq, head_hash, head_at, wrapped_key FROM stream WHERE id = $1";

/// When the entries of a stream after a place, up to another, were recorded. Read apart from the bodies:
/// two walks along two keys are cheaper than a join.
pub(crate) const TIMES: &str =
    "SELECT seq, recorded_at FROM event WHERE stream = $1 AND seq > $2 AND seq <= $3 ORDER BY seq";

/// The sealed bodies of the same entries.
pub(crate) const BODIES: &str =
    "SELECT seq, sealed FROM body WHERE stream = $1 AND seq > $2 AND seq <= $3 ORDER BY seq";

/// A page of headers with their bodies, for verifying.
pub(crate) const HEADERS: &str = "SELECT e.seq, e.recorded_at, e.body_hash, e.hash, b.sealed FROM event e \
    LEFT JOIN body b ON b.stream = e.stream AND b.seq = e.seq \
    WHERE e.stream = $1 AND e.seq > $2 ORDER BY e.seq LIMIT 500";

/// Bodies of a stream that have no header.
pub(crate) const BODIES_ALONE: &str = "SELECT b.seq FROM body b WHERE b.stream = $1 \
    AND NOT EXISTS (SELECT 1 FROM event e WHERE e.stream = b.stream AND e.seq = b.seq) ORDER BY b.seq LIMIT 1";

/// Streams of a kind, in pages.
pub(crate) const STREAMS: &str = "SELECT id FROM stream WHERE id > $1 ORDER BY id LIMIT 500";

/// Streams that have entries but no row of their own.
pub(crate) const STREAMS_ALONE: &str = "SELECT DISTINCT e.stream FROM event e \
    WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = e.stream) ORDER BY e.stream";

/// Bodies whose stream has no row of its own.
pub(crate) const BODY_STREAMS_ALONE: &str = "SELECT DISTINCT b.stream FROM body b \
    WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = b.stream) ORDER BY b.stream";

/// A new stream.
pub(crate) const BEGIN_STREAM: &str = "INSERT INTO stream (id, kind, head_seq, head_hash, head_at, wrapped_key) \
    VALUES ($1, $2, 0, $3, 0, $4) ON CONFLICT (id) DO NOTHING";

/// Moves a head, if it is still the expected one and the stream was not destroyed.
pub(crate) const MOVE_HEAD: &str = "UPDATE stream SET head_seq = $1, head_hash = $2, head_at = $3 \
    WHERE id = $4 AND head_seq = $5 AND head_hash = $6 AND length(wrapped_key) > 0";

/// One header.
pub(crate) const ADD_EVENT: &str =
    "INSERT INTO event (stream, seq, recorded_at, body_hash, hash) VALUES ($1, $2, $3, $4, $5)";

/// One sealed body.
pub(crate) const ADD_BODY: &str = "INSERT INTO body (stream, seq, sealed) VALUES ($1, $2, $3)";

/// A value of the database's own.
pub(crate) const META: &str = "SELECT value FROM meta WHERE name = $1";

/// Sets a value of the database's own, once.
pub(crate) const SET_META: &str =
    "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

/// A row if there is any stream or any account.
pub(crate) const ANYTHING: &str = "SELECT id FROM stream UNION ALL SELECT id FROM account LIMIT 1";

/// The next number of a live document, if its meeting is open.
pub(crate) const NEXT_LIVE: &str = "INSERT INTO live_document (meeting, part, head) SELECT $1, $2, 1 \
    WHERE EXISTS (SELECT 1 FROM live_meeting WHERE meeting = $1 AND state = 1) \
    ON CONFLICT (meeting, part) DO UPDATE SET head = head + 1 RETURNING head";

/// One update of a live document.
pub(crate) const ADD_LIVE: &str =
    "INSERT INTO live_update (meeting, part, seq, origin, sealed) VALUES ($1, $2, $3, $4, $5)";

/// The same for what comes after the closing.
pub(crate) const NEXT_LATE: &str = "INSERT INTO live_document (meeting, part, head) SELECT $1, $2, 1 \
    WHERE EXISTS (SELECT 1 FROM live_meeting WHERE meeting = $1) \
    ON CONFLICT (meeting, part) DO UPDATE SET head = head + 1 RETURNING head";

/// That something has come after the closing, from whom, and when it was written.
pub(crate) const IS_LATE: &str = "INSERT INTO live_late (meeting, part, account, written_at) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (meeting, part) DO UPDATE SET account = excluded.account, \
    written_at = CASE WHEN excluded.written_at > 0 THEN excluded.written_at ELSE live_late.written_at END";
