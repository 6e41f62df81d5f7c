"""Screening: an employer looks an applicant up online only to test what that applicant claimed."""
