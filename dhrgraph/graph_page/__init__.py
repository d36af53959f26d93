"""The graph page: views of who is asked what, where, in one HTML file that needs nothing else.

records    what a page holds             kinds      how each kind of node is named and drawn
gather     a store as Material           views/     Material  ->  View, one file a family of views
layout/    View  ->  Placed              data       a page as the JSON its script reads
html       Page  ->  text of the file    templates/ markup, style and script
"""
