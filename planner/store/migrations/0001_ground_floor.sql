-- People and how to reach them.

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
    display_name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    -- What near spellings of the name have in common, for finding duplicates.
    name_key TEXT NOT NULL DEFAULT '',
    given TEXT NOT NULL DEFAULT '',
    family TEXT NOT NULL DEFAULT '',
    additional TEXT NOT NULL DEFAULT '',
    prefix TEXT NOT NULL DEFAULT '',
    suffix TEXT NOT NULL DEFAULT '',
    nickname TEXT NOT NULL DEFAULT '',
    organisation TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    standing TEXT NOT NULL DEFAULT 'known' CHECK (standing IN ('known', 'wished')),
    circle TEXT CHECK (circle IN ('inner', 'close', 'active', 'wide')),
    keep_in_touch INTEGER CHECK (keep_in_touch >= 0),
    why_connected TEXT NOT NULL DEFAULT '',
    how_met TEXT NOT NULL DEFAULT '',
    met_on TEXT NOT NULL DEFAULT '',
    met_through INTEGER REFERENCES person (id) ON DELETE SET NULL,
    birthday TEXT NOT NULL DEFAULT ''
        CHECK (birthday = '' OR birthday GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'
               OR birthday GLOB '--[0-1][0-9]-[0-3][0-9]'),
    zone TEXT NOT NULL DEFAULT '',
    languages TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    extra TEXT NOT NULL DEFAULT '',
    -- The fields as the last import brought them (JSON), so that the next can tell whose edit is whose.
    imported TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK (display_name <> '' OR uid = 'me')
) STRICT;

CREATE INDEX person_by_name ON person (sort_name, id);
CREATE INDEX person_by_name_key ON person (name_key) WHERE name_key <> '';
CREATE INDEX person_listed ON person (archived, sort_name, id);
CREATE INDEX person_archived ON person (id) WHERE archived = 1;
CREATE INDEX person_by_meeter ON person (met_through) WHERE met_through IS NOT NULL;

CREATE TABLE photo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL UNIQUE REFERENCES person (id) ON DELETE CASCADE,
    media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
    data BLOB NOT NULL
) STRICT;

CREATE TABLE contact_point (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'address', 'url', 'im', 'social')),
    label TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL CHECK (value <> ''),
    normal TEXT NOT NULL DEFAULT '',
    preferred INTEGER NOT NULL DEFAULT 0 CHECK (preferred IN (0, 1)),
    extra TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX contact_point_by_person ON contact_point (person_id);
CREATE INDEX contact_point_by_normal ON contact_point (normal) WHERE normal <> '';

CREATE TABLE fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('interest', 'family', 'works on', 'needs', 'can help with', 'avoid')),
    text TEXT NOT NULL CHECK (text <> ''),
    since TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX fact_by_person ON fact (person_id);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    colour TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE person_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    UNIQUE (person_id, tag_id)
) STRICT;

CREATE INDEX person_tag_by_tag ON person_tag (tag_id);

CREATE TABLE acquaintance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    a_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    b_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    strength INTEGER NOT NULL DEFAULT 2 CHECK (strength IN (1, 2, 3)),
    kind TEXT NOT NULL DEFAULT '',
    how TEXT NOT NULL DEFAULT '',
    since TEXT NOT NULL DEFAULT '',
    CHECK (a_id < b_id),
    UNIQUE (a_id, b_id)
) STRICT;

CREATE INDEX acquaintance_by_b ON acquaintance (b_id);

-- What I work towards and need.

CREATE TABLE objective (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL CHECK (title <> ''),
    why TEXT NOT NULL DEFAULT '',
    done_when TEXT NOT NULL DEFAULT '',
    by_date TEXT NOT NULL DEFAULT ''
        CHECK (by_date = '' OR by_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    status TEXT NOT NULL DEFAULT 'active'
        CHECK (status IN ('active', 'paused', 'achieved', 'dropped')),
    colour TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE ask (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    objective_id INTEGER NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('introduction', 'advice', 'feedback', 'decision',
                                       'resource', 'collaboration')),
    text TEXT NOT NULL CHECK (text <> ''),
    done_when TEXT NOT NULL DEFAULT '',
    by_date TEXT NOT NULL DEFAULT ''
        CHECK (by_date = '' OR by_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    status TEXT NOT NULL DEFAULT 'open'
        CHECK (status IN ('open', 'in progress', 'granted', 'declined', 'withdrawn'))
) STRICT;

CREATE INDEX ask_by_objective ON ask (objective_id);

-- Three ranks, one person each: three names at most per ask.
CREATE TABLE ask_name (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ask_id INTEGER NOT NULL REFERENCES ask (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL CHECK (rank IN (1, 2, 3)),
    why TEXT NOT NULL DEFAULT '',
    UNIQUE (ask_id, rank),
    UNIQUE (ask_id, person_id)
) STRICT;

CREATE INDEX ask_name_by_person ON ask_name (person_id);

-- Meetings, each with its purpose.

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
    sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
    starts_at TEXT CHECK (starts_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T*Z'),
    zone TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL DEFAULT 25 CHECK (minutes BETWEEN 1 AND 10080),
    place TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    format TEXT CHECK (format IN ('coffee', 'walk', 'call', 'video', 'meal', 'event')),
    status TEXT NOT NULL DEFAULT 'draft'
        CHECK (status IN ('draft', 'planned', 'proposed', 'confirmed', 'held', 'missed',
                          'cancelled')),
    agenda TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(agenda)),
    CHECK (status = 'draft' OR starts_at IS NOT NULL)
) STRICT;

CREATE INDEX meeting_by_start ON meeting (starts_at);

CREATE TABLE meeting_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    UNIQUE (meeting_id, person_id)
) STRICT;

CREATE INDEX meeting_person_by_person ON meeting_person (person_id);

-- The review keeps the texts it judged, so that it counts for those texts only.
CREATE TABLE purpose (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL UNIQUE REFERENCES meeting (id) ON DELETE CASCADE,
    kind TEXT NOT NULL
        CHECK (kind IN ('ask', 'learn', 'give', 'introduce', 'reconnect', 'thank')),
    statement TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    give TEXT NOT NULL DEFAULT '',
    ask_id INTEGER REFERENCES ask (id) ON DELETE SET NULL,
    review_passed INTEGER CHECK (review_passed IN (0, 1)),
    review_gate TEXT,
    review_at TEXT,
    review_statement TEXT,
    review_why TEXT,
    review_outcome TEXT,
    review_findings TEXT,
    review_appeal TEXT,
    CHECK (review_passed IS NULL OR (review_gate IS NOT NULL AND review_at IS NOT NULL
           AND review_statement IS NOT NULL AND review_why IS NOT NULL
           AND review_outcome IS NOT NULL))
) STRICT;

CREATE INDEX purpose_by_ask ON purpose (ask_id) WHERE ask_id IS NOT NULL;

-- The gate, in the file: beyond draft only with a review that passed for the present texts.
-- A purpose never moves to another number or meeting, since REPLACE would remove what is there
-- without asking the triggers below. (A column list would not see a number set through `rowid`.)

CREATE TRIGGER gate_new_meeting BEFORE INSERT ON meeting
WHEN NEW.status <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'the gate is closed: a new meeting is a draft until its purpose passes');
END;

CREATE TRIGGER gate_meeting BEFORE UPDATE ON meeting
WHEN NEW.status <> 'draft' AND (SELECT count(*) FROM purpose
    WHERE meeting_id = NEW.id AND review_passed = 1 AND review_statement = statement
        AND review_why = why AND review_outcome = outcome) <> 1
BEGIN
    SELECT RAISE(ABORT, 'the gate is closed: this meeting has no purpose that passed');
END;

CREATE TRIGGER gate_purpose_added BEFORE INSERT ON purpose
WHEN (SELECT status FROM meeting WHERE id = NEW.meeting_id) <> 'draft'
    OR NEW.id IN (SELECT id FROM purpose)
BEGIN
    SELECT RAISE(ABORT, 'the gate is closed: send the meeting back to draft first');
END;

CREATE TRIGGER gate_purpose BEFORE UPDATE ON purpose
WHEN NEW.id <> OLD.id OR NEW.meeting_id <> OLD.meeting_id
    OR (NOT (NEW.review_passed IS 1 AND NEW.review_statement IS NEW.statement
             AND NEW.review_why IS NEW.why AND NEW.review_outcome IS NEW.outcome)
        AND (SELECT status FROM meeting WHERE id = OLD.meeting_id) <> 'draft')
BEGIN
    SELECT RAISE(ABORT, 'the gate is closed: send the meeting back to draft first');
END;

CREATE TRIGGER gate_purpose_removed BEFORE DELETE ON purpose
WHEN (SELECT status FROM meeting WHERE id = OLD.meeting_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'the gate is closed: send the meeting back to draft first');
END;

-- What happened, and what to do after.

CREATE TABLE interaction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT UNIQUE,
    at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T*Z'),
    channel TEXT NOT NULL
        CHECK (channel IN ('meeting', 'call', 'email', 'message', 'event', 'letter')),
    summary TEXT NOT NULL DEFAULT '',
    fun TEXT NOT NULL DEFAULT '',
    meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX interaction_by_time ON interaction (at);
CREATE INDEX interaction_by_meeting ON interaction (meeting_id) WHERE meeting_id IS NOT NULL;

CREATE TABLE interaction_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    UNIQUE (interaction_id, person_id)
) STRICT;

CREATE INDEX interaction_person_by_person ON interaction_person (person_id);

CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> ''),
    direction TEXT NOT NULL CHECK (direction IN ('I owe', 'they owe', 'reach out')),
    due TEXT NOT NULL DEFAULT ''
        CHECK (due = '' OR due GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    time TEXT NOT NULL DEFAULT '' CHECK (time = '' OR time GLOB '[0-2][0-9]:[0-5][0-9]'),
    zone TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'dropped')),
    repeats TEXT NOT NULL DEFAULT '',
    snoozed_until TEXT NOT NULL DEFAULT '' CHECK (snoozed_until = ''
        OR snoozed_until GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
    interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
    done_at TEXT NOT NULL DEFAULT '',
    CHECK (time = '' OR due <> '')
) STRICT;

CREATE INDEX follow_up_by_person ON follow_up (person_id);
CREATE INDEX follow_up_by_due ON follow_up (due) WHERE status = 'open';
CREATE INDEX follow_up_by_meeting ON follow_up (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX follow_up_by_interaction ON follow_up (interaction_id)
    WHERE interaction_id IS NOT NULL;

CREATE TABLE introduction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connector_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    target_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    ask_id INTEGER REFERENCES ask (id) ON DELETE SET NULL,
    status TEXT NOT NULL DEFAULT 'idea'
        CHECK (status IN ('idea', 'asked', 'agreed', 'made', 'met', 'declined')),
    source_agreed TEXT NOT NULL DEFAULT '',
    target_agreed TEXT NOT NULL DEFAULT '',
    CHECK (connector_id <> source_id AND connector_id <> target_id AND source_id <> target_id),
    CHECK (status NOT IN ('agreed', 'made', 'met') OR (source_agreed <> '' AND target_agreed <> ''))
) STRICT;

CREATE INDEX introduction_by_connector ON introduction (connector_id);
CREATE INDEX introduction_by_source ON introduction (source_id);
CREATE INDEX introduction_by_target ON introduction (target_id);
CREATE INDEX introduction_by_ask ON introduction (ask_id) WHERE ask_id IS NOT NULL;

CREATE TABLE introduction_message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    introduction_id INTEGER NOT NULL REFERENCES introduction (id) ON DELETE CASCADE,
    to_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> ''),
    sent_at TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX introduction_message_by_introduction ON introduction_message (introduction_id);
CREATE INDEX introduction_message_by_to ON introduction_message (to_id);

CREATE TABLE reminder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    follow_up_id INTEGER REFERENCES follow_up (id) ON DELETE CASCADE,
    meeting_id INTEGER REFERENCES meeting (id) ON DELETE CASCADE,
    fires_at TEXT NOT NULL CHECK (fires_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T*Z'),
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'shown', 'snoozed', 'dismissed')),
    CHECK ((follow_up_id IS NULL) <> (meeting_id IS NULL))
) STRICT;

CREATE UNIQUE INDEX reminder_of_follow_up ON reminder (follow_up_id, fires_at)
    WHERE follow_up_id IS NOT NULL;
CREATE UNIQUE INDEX reminder_of_meeting ON reminder (meeting_id, fires_at)
    WHERE meeting_id IS NOT NULL;
CREATE INDEX reminder_by_time ON reminder (fires_at) WHERE state IN ('waiting', 'snoozed');

CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

-- What was done, so that it can be undone. The triggers that fill the journal are made from the
-- tables above by store/journal.py.

CREATE TABLE import_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'undone')),
    created INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    run_id INTEGER REFERENCES import_run (id),
    undone_by INTEGER
) STRICT;

CREATE INDEX action_by_run ON action (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    action_id INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;

CREATE INDEX journal_by_action ON journal (action_id);

-- The action under way, and from which number on people are its own new ones: what belongs to
-- those goes and comes with them, and needs no entries in the journal.
CREATE TABLE present (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    action_id INTEGER NOT NULL DEFAULT 0,
    first_new_person INTEGER NOT NULL DEFAULT 9223372036854775807
) STRICT;

INSERT INTO present (id) VALUES (1);

-- Search: the text of each person, folded to plain letters, and two indexes over it; notes apart.
-- The store keeps them: written from triggers, the indexes would be flushed at every row.

CREATE TABLE person_text (
    person_id INTEGER PRIMARY KEY,
    words TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE person_words USING fts5 (
    words, content = 'person_text', content_rowid = 'person_id',
    tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6 7 8', detail = 'none'
);
CREATE VIRTUAL TABLE person_parts USING fts5 (
    words, content = 'person_text', content_rowid = 'person_id',
    tokenize = 'trigram case_sensitive 1', detail = 'none'
);
CREATE VIRTUAL TABLE person_notes USING fts5 (
    notes, content = 'person_text', content_rowid = 'person_id',
    tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4 5 6 7 8', detail = 'none'
);

-- Whose text is out of date; the store works it off before each commit.
CREATE TABLE stale_text (person_id INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER stale_person_added AFTER INSERT ON person BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (NEW.id);
END;
CREATE TRIGGER stale_person AFTER UPDATE ON person BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (NEW.id);
END;
CREATE TRIGGER stale_person_removed AFTER DELETE ON person BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (OLD.id);
END;
CREATE TRIGGER stale_point_added AFTER INSERT ON contact_point BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (NEW.person_id);
END;
CREATE TRIGGER stale_point AFTER UPDATE ON contact_point BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (NEW.person_id);
END;
CREATE TRIGGER stale_point_removed AFTER DELETE ON contact_point BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (OLD.person_id);
END;
CREATE TRIGGER stale_fact_added AFTER INSERT ON fact BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (NEW.person_id);
END;
CREATE TRIGGER stale_fact AFTER UPDATE ON fact BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (NEW.person_id);
END;
CREATE TRIGGER stale_fact_removed AFTER DELETE ON fact BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (OLD.person_id);
END;
CREATE TRIGGER stale_tag_added AFTER INSERT ON person_tag BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (NEW.person_id);
END;
CREATE TRIGGER stale_tag_removed AFTER DELETE ON person_tag BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (OLD.person_id);
END;
CREATE TRIGGER stale_tag_renamed AFTER UPDATE OF name ON tag BEGIN
    INSERT OR IGNORE INTO stale_text SELECT person_id FROM person_tag WHERE tag_id = NEW.id;
END;

-- Me.
INSERT INTO person (uid, display_name, sort_name, created_at, updated_at)
VALUES ('me', '', '', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), strftime('%Y-%m-%dT%H:%M:%SZ', 'now'));
