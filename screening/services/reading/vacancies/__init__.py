"""Vacancies, and the people and claims in them."""
