-- How a talk felt, in one of three words, so that the next plan can ask what to change; '' for
-- untold.

ALTER TABLE interaction ADD COLUMN felt TEXT NOT NULL DEFAULT ''
    CHECK (felt IN ('', 'energised', 'neutral', 'drained'));
