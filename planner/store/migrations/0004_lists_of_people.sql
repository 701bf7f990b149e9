-- Lists of people by name, circle, last contact and next step, narrow enough to be read through in a
-- few milliseconds: last contact and next step are spread over four tables, and by circle or silence
-- a hundred thousand wide rows would be read for the few that are shown. The store keeps it:
-- store/listed.py works off `stale_listed` before each commit.

CREATE TABLE listed (
    person_id INTEGER PRIMARY KEY,
    archived INTEGER NOT NULL,
    -- inner 1, close 2, active 3, wide 4; wished 5; known and in no circle 6
    place INTEGER NOT NULL,
    sort_name TEXT NOT NULL,
    -- the last talk or held meeting, UTC; '' for never
    contact TEXT NOT NULL,
    -- the soonest coming meeting or open follow-up, this computer's time; '' for none with a day
    next TEXT NOT NULL
) STRICT;

CREATE INDEX listed_by_name ON listed (archived, sort_name, person_id);
CREATE INDEX listed_by_place ON listed (archived, place, sort_name, person_id);
CREATE INDEX listed_by_place_and_contact ON listed (archived, place, contact, sort_name, person_id);
CREATE INDEX listed_by_contact ON listed (archived, contact, sort_name, person_id);
CREATE INDEX listed_by_next ON listed (archived, next, sort_name, person_id) WHERE next <> '';

DROP INDEX person_listed;

CREATE INDEX follow_up_open ON follow_up (person_id, direction, due, snoozed_until, time)
    WHERE status = 'open';

CREATE TABLE stale_listed (person_id INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER listed_person_added AFTER INSERT ON person BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (NEW.id);
END;
-- Only of columns that no reference sets to null: there, OR IGNORE would not hold.
CREATE TRIGGER listed_person AFTER UPDATE OF sort_name, archived, standing, circle ON person BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (NEW.id);
END;
CREATE TRIGGER listed_person_removed AFTER DELETE ON person BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (OLD.id);
END;
CREATE TRIGGER listed_talk_added AFTER INSERT ON interaction_person BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (NEW.person_id);
END;
CREATE TRIGGER listed_talk_moved AFTER UPDATE OF person_id ON interaction_person BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (OLD.person_id), (NEW.person_id);
END;
CREATE TRIGGER listed_talk_removed AFTER DELETE ON interaction_person BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (OLD.person_id);
END;
CREATE TRIGGER listed_talk AFTER UPDATE OF at ON interaction BEGIN
    INSERT OR IGNORE INTO stale_listed
        SELECT person_id FROM interaction_person WHERE interaction_id = NEW.id;
END;
CREATE TRIGGER listed_meeting_added AFTER INSERT ON meeting_person BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (NEW.person_id);
END;
CREATE TRIGGER listed_meeting_moved AFTER UPDATE OF person_id ON meeting_person BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (OLD.person_id), (NEW.person_id);
END;
CREATE TRIGGER listed_meeting_removed AFTER DELETE ON meeting_person BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (OLD.person_id);
END;
CREATE TRIGGER listed_meeting AFTER UPDATE OF status, starts_at ON meeting BEGIN
    INSERT OR IGNORE INTO stale_listed
        SELECT person_id FROM meeting_person WHERE meeting_id = NEW.id;
END;
CREATE TRIGGER listed_follow_up_added AFTER INSERT ON follow_up BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (NEW.person_id);
END;
CREATE TRIGGER listed_follow_up AFTER UPDATE OF person_id, status, due, time, snoozed_until ON follow_up
BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (OLD.person_id), (NEW.person_id);
END;
CREATE TRIGGER listed_follow_up_removed AFTER DELETE ON follow_up BEGIN
    INSERT OR IGNORE INTO stale_listed VALUES (OLD.person_id);
END;

INSERT INTO stale_listed SELECT id FROM person;

-- Who else a person was before they were merged (JSON), so that a file knows either of them again.

ALTER TABLE person ADD COLUMN merged TEXT NOT NULL DEFAULT '';

CREATE INDEX person_merged ON person (id) WHERE merged <> '';
