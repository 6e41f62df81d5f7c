"""Read models: frozen, opened for one reader, for pages and reports. No live row leaves here."""
