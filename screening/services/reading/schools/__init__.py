"""Due-diligence searches of a school."""
