"""The use cases, a verb each: load, check who may, act, write the ledger, commit once."""
