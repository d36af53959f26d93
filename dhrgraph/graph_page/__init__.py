"""The graph page: views of who is asked what, where, in one HTML file that needs nothing else.

asking      names as typed  ->  Asked             material/   Store, Asked  ->  Material
views/      Material  ->  View, a file a family   compose     views  ->  Page
layout/     View  ->  Placed                      render/     Page  ->  text of the file
page        all of it, for commands and Python    templates/  markup, style and script

records and kinds say what a page holds; command, question, limits and budget what compose asks of a view: how it is
made again, which question gives its lines, whether it can be read at all, and how many words the file can carry.
"""
