-- The order of an objective's asks is the person's own; those of one place stay in the order made.

ALTER TABLE ask ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
