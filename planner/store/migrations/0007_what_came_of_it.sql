-- Whether a talk brought what one came for, in the words of the debrief; '' for untold, and where
-- nothing was wanted.

ALTER TABLE interaction ADD COLUMN answer TEXT NOT NULL DEFAULT ''
    CHECK (answer IN ('', 'yes', 'partly', 'not yet', 'no'));
