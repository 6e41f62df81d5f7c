"""Bringing in vacancies, criteria, candidates and claims from files, all of a file or nothing."""
