-- The text of a person is made anew only when a column that it holds was written: circles, the
-- archive and rhythms stand in no text, and a hundred thousand texts take half a minute.

DROP TRIGGER stale_person;

CREATE TRIGGER stale_person AFTER UPDATE OF display_name, given, family, additional, nickname,
    organisation, title, city, country, note, why_connected, how_met ON person
BEGIN
    INSERT OR IGNORE INTO stale_text VALUES (NEW.id);
END;
