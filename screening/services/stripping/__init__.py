"""Taking names out of a case, so that it can be read outside this organisation."""
