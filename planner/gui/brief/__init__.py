"""The brief of a meeting, as it will be on paper, before it is saved or printed."""
