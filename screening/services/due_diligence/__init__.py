"""The due-diligence search of a school's shortlist: a regime of its own, never a way round."""
