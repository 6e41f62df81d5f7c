"""What candidates are told: the notice, their own page, and what it rests on."""
