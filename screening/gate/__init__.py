"""May this request go to HR? A case goes in, an assessment comes out.

The gate judges requests, never people. It is one pure function, ``gate.assess``; the pages,
the API and the command line all call it.
"""
