"""A report that people read: records, and their form as one HTML file, as Markdown and as a briefing of one page.

measures  ->  sections, gather (content)  ->  records  ->  html, markdown, briefing (form)  ->  text
"""
