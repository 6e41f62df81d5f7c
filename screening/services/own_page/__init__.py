"""A candidate's own page about a check: its link, what they answer, and what they reply later."""
