"""Read model -> HTML -> PDF: the audit report of a vacancy and the notice to a candidate.

``process.render_bounded`` is the way in. It writes the HTML here and has a child process, with
bounds on its time and memory, turn it into a PDF; nothing else in the service loads WeasyPrint.
"""
