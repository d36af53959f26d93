"""An invented report, small but with one of everything; and one whose every word is hostile."""

from __future__ import annotations

from dataclasses import replace

from dhrgraph.report.records import (
    Briefing,
    Chart,
    Evidence,
    Help,
    Interval,
    Link,
    Made,
    Number,
    Report,
    Rows,
    Said,
    Section,
    Sentence,
    Table,
)

THEMES = (
    # name, partnerships, reviews, recommendations, low, high, expected
    ("Sharing information between agencies", 4, 5, 14, 0.51, 1.0, 0.88),
    ("Training on domestic abuse, coercive control and the risks that follow separation", 3, 4, 9, 0.3, 0.95, 0.81),
    ("MARAC", 2, 2, 5, 0.15, 0.85, 0.6),
    ("Housing", 1, 1, 2, 0.05, 0.7, 0.31),
    ("Older people", 0, 0, 0, 0.0, 0.49, 0.02),
)
STATUSES = ("Complete", "In progress", "Not started", "Not stated")
LEADS = (("Borchester City Council", 6, 2, 0, 3), ("Felpersham Police", 3, 0, 1, 0), ("NHS Borsetshire", 0, 0, 0, 2))
YEARS = ((2016, 1), (2017, 0), (2018, 2), (2019, 1), (2020, 0), (2021, 1))


def sentence(*parts: object) -> Sentence:
    return Sentence(tuple(parts))  # type: ignore[arg-type]


def slug(name: str) -> str:
    return name.casefold().split(",")[0].replace(" ", "-")


def themes_table() -> Table:
    rows = tuple(
        (
            name,
            Number(partnerships, slug(name)),
            Number(partnerships / 4, form="share"),
            Interval(low, high),
            Number(expected, form="share"),
            Number(reviews, slug(name)),
            Number(recommendations, slug(name)),
        )
        for name, partnerships, reviews, recommendations, low, high, expected in THEMES
    )
    heads = ("Theme", "Partnerships", "Share", "95% interval", "Expected", "Reviews", "Recommendations")
    return Table("Themes of recommendations, by how many of 4 partnerships they come from", heads, rows)


def statuses_table() -> Table:
    rows = tuple((name, *(Number(n, "actions" if n else "") for n in counts)) for name, *counts in LEADS)
    return Table("Actions by the body that leads them and what was last said of them", ("Body", *STATUSES), rows)


def years_table() -> Table:
    rows = tuple((str(year), Number(n, f"year-{year}" if n else "")) for year, n in YEARS)
    return Table("Reviews by the year of publication", ("Year", "Reviews"), rows)


def evidence(words: str, n: int = 1) -> Evidence:
    return Evidence(
        text=words,
        review=f"Borchester, review {n}",
        place=f"page {10 + n}, characters {3400 + n}–{3520 + n}",
        document="Overview report",
        iri=f"https://w3id.org/dhrgraph/id/recommendation/borchester-{n}",
        about=("put to Borchester City Council", "complete, March 2021"),
        document_url="https://example.org/borchester.pdf",
    )


ROWS = (
    *(
        Rows(
            slug(name),
            f"Recommendations on {name}",
            tuple(evidence(f"The partnership should look at {name.casefold()} again ({n}).", n) for n in range(1, 4)),
            more=max(0, count - 3),
            command="dhrgraph query recommendations-on-theme",
        )
        for name, _, _, count, *_ in THEMES
    ),
    Rows("actions", "Actions", (evidence("Procedure agreed and in use since March 2021."),)),
    *(Rows(f"year-{y}", f"Reviews of {y}", (replace(evidence("", n), about=()),)) for y, n in YEARS if n),
)
SUPPORT = (
    Help("Emergency services", "999", "In danger now:", ""),
    Help("A helpline", "0800 000 000", "Free, at any hour:", "https://example.org/help"),
    Help("A charity for families", "", "For bereaved families:", "https://example.org/families"),
)
FINDINGS = (
    sentence(
        "Sharing information between agencies is the theme that most partnerships have in common: ",
        *(Number(4, "sharing-information-between-agencies"), " of ", Number(4), " partnerships, in "),
        *(Number(14, "sharing-information-between-agencies"), " recommendations of "),
        *(Number(5, "sharing-information-between-agencies"), " reviews."),
    ),
    sentence(
        "Borchester City Council is most often addressed. It leads ", Number(11, "actions"), " actions; of ",
        Number(6, "actions"), " the documents say that they are complete.",
    ),
    sentence("One review says itself that it has been said before: ", Said("as in our last review"), "."),
)  # fmt: skip


def sample() -> Report:
    """One of everything."""
    themes = Chart(
        "dots",
        "Themes that partnerships share",
        "Sharing information comes from all 4 partnerships, training from 3, the others from 2 or fewer.",
        themes_table(),
        "Theme",
        ("Share",),
        "95% interval",
        "Expected",
    )
    leads = Chart("stack", "What was done, by lead", "The council leads most.", statuses_table(), "Body", STATUSES)
    years = Chart("years", "Reviews by year", "Between none and 2 a year.", years_table(), "Year", ("Reviews",))
    return Report(
        title="What reviews in Borsetshire recommend",
        subtitle="Recommendations of domestic homicide reviews, who was asked, and what was done",
        subject="Borsetshire Community Safety Partnership",
        as_at="March 2021",
        findings=FINDINGS,
        sections=(
            Section("themes", "Which themes recur", (FINDINGS[0],), (themes,)),
            Section("done", "What was done", (FINDINGS[1],), (leads,)),
            Section(
                "when", "When", (sentence("The reviews were published between 2016 and 2021."),), (years, years_table())
            ),
            Section("none", "The same recommendation again", (sentence("No two recommendations are alike."),)),
        ),
        coverage=(
            sentence("These answers rest on ", Number(5), " reviews of ", Number(4), " partnerships."),
            Table("What the graph holds", ("What", "How many"), (("Reviews", Number(5)), ("Documents", Number(9)))),
        ),
        method=(
            sentence("Partnerships are counted first. Intervals are by Wilson (1927), ",
                     Link("doi:10.2307/2276774", "https://doi.org/10.2307/2276774"), "."),
        ),
        limits=(sentence("Not every review is published. Counts do not measure performance."),),
        made=Made(
            "0.1.0",
            "dhrgraph dataset 2021-03",
            "sha256:5f2c9a1e",
            'dhrgraph report --csp "Borsetshire" -o report.html',
            "The dhrgraph contributors (2026). What reviews in Borsetshire recommend. dhrgraph 0.1.0.",
        ),
        licence=("Contains public sector information licensed under the Open Government Licence v3.0.",),
        support=SUPPORT,
        briefing=Briefing(
            about=(sentence("Partnerships review each death through domestic abuse and say what should change."),),
            findings=FINDINGS,
            asked=(sentence("Borchester City Council was asked most often, then Felpersham Police."),),
            done=(sentence("Of ", Number(17), " actions ", Number(9), " are said to be complete."),),
            questions=(
                sentence("Do we know which of these recommendations were put to us?"),
                sentence("What has changed since, and how would we show it?"),
            ),
        ),
        rows=ROWS,
    )  # fmt: skip


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&=cmd|' /C calc'!A1\u202e\u0007 [x](javascript:alert(3)) `|*_"


def hostile() -> Report:
    """Every word is an attempt; a link that must not be followed."""
    bad, words = HOSTILE, sentence(HOSTILE, Said(HOSTILE), Link(HOSTILE, "javascript:alert(4)"), Number(1, "bad"))
    table = Table(bad, (bad, "n"), ((bad, Number(1, "bad")), (bad * 9, Number(2))), note=bad)
    charts = tuple(Chart(kind, bad, bad, table, bad, ("n",)) for kind in ("dots", "stack", "years"))  # type: ignore[arg-type]
    return replace(
        sample(),
        title=bad,
        subtitle=bad,
        subject=bad,
        as_at=bad,
        findings=(words,),
        sections=(Section("bad", bad, (words,), (*charts, table)),),
        coverage=(words, table),
        method=(words,),
        limits=(words,),
        made=Made(bad, bad, bad, bad, bad),
        licence=(bad,),
        support=(Help(bad, bad, bad, "javascript:alert(5)"),),
        briefing=Briefing(*(((words,),) * 5)),
        rows=(Rows("bad", bad, (Evidence(bad, bad, bad, bad, "javascript:alert(6)", (bad,), bad),), 3, bad),),
    )
