"""The linked-data pages of a graph: for `dhrgraph serve`, which asks for one at a time, and `dhrgraph site`, which
writes all.

respond(store, path, parameters, accept, hosted)  ->  Reply(status, media_type, body, headers)
sparql_page(store, hosted, query=…, answer=…)     ->  Reply
"""
