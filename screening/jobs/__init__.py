"""Work that happens later: one process that takes jobs from the database, and watches the clock."""
