"""What was done: how the actions of published plans stand, which are overdue, how late they were, what nobody answers.

    dates   what printed words can mean: a span of days, and the day to judge by
    rows    the records: an action, a recommendation, a learning point
    read    store -> records, read once
    status  how actions stand, by lead agency, type of agency, theme, partnership or status
    overdue, lags, gaps, leads   one question each
    words   what the tables say, as plain sentences
    ask     each question by name: its table and its sentences

All but `read` and `ask` is pure: records -> pandas frames. A plan says how things stood when it was published, and most
reviews here have none: every answer says on how many it rests.
"""
