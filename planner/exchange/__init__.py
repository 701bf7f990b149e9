"""Text in and out: vCard, CSV, iCalendar and the JSON archive, against the values of the domain."""
