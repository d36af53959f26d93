"""The same recommendation again: which texts say nearly the same words, or ask the same in others.

    Text ...  ->  index  ->  Index.like(text)  ->  Likeness ...
                             links(index)      ->  Link ...

`records.py` holds what goes in and comes out, `index.py` the two functions that others call.
"""
