"""Where a review says to whom something is addressed, and how it names a person there: invented documents and names.

POSITIONS maps where words stand to what makes a document of them, CELLS are words of a cell with the words of names in
them, SENTENCES likewise of a text. A position of PROSE takes sentences, every other one cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import docx

Rows = list[tuple[str, ...]]
Made = tuple[str, str | Rows]  # a file's name and its text, or the rows of its one table

_HEAD = """EXAMPLETON COMMUNITY SAFETY PARTNERSHIP

DOMESTIC HOMICIDE REVIEW

OVERVIEW REPORT May 2023

1. THE REVIEW PROCESS

1.1 This report outlines the process undertaken by the partnership. Exampleton Council and Exampleshire Police took part.

"""
_SHARE = "The practice should review how it shares information."
_OTHER = "Exampleshire Police train all staff in risk assessment."
_HISTORY = "Agencies each held part of the history and none of them held the whole."


def _text(body: str, file: str = "report.txt") -> Made:
    return file, _HEAD + body


def _pipes(heading: str, words: str, text: str = _SHARE, extra: str = "") -> Made:
    head, rule = (f" {extra} |", " --- |") if extra else ("", "")
    cells = f"| 1 | {text} | {'Exampleton Council | ' if extra else ''}{words} |"
    last = "| 2 | " + _OTHER + " | Exampleshire Police |" + (" None |" if extra else "")
    return _text(
        f"# Recommendations\n\n| No | Recommendation | {heading} |{head}\n| --- | --- | --- |{rule}\n{cells}\n{last}\n", "report.md"
    )  # fmt: skip


def _html(words: str) -> Made:
    rows = (
        ("No", "Recommendation", "Addressed to"),
        ("1", _SHARE, words.replace("&", "&amp;")),
        ("2", _OTHER, "Exampleshire Police"),
    )
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows).replace(
        "td>", "th>", 6
    )
    page = f"<h1>Exampleton Community Safety Partnership</h1><h1>Domestic Homicide Review</h1><p>Overview Report May 2023</p><h2>Recommendations</h2><table>{table}</table>"
    return "report.html", f"<html><body>{page}</body></html>"


def _docx(words: str) -> Made:
    return "report.docx", [
        ("No", "Recommendation", "Lead agency"),
        ("1", _SHARE, words),
        ("2", _OTHER, "Exampleshire Police"),
    ]


POSITIONS: dict[str, Callable[[str], Made]] = {
    "a column of a Markdown table": lambda words: _pipes("Addressed to", words),
    "a column of agencies": lambda words: _pipes("Agency", words),
    "a column between tabs": lambda words: _text(
        f"10. RECOMMENDATIONS\n\nNo\tRecommendation\tLead\n1\t{_SHARE}\t{words}\n2\t{_OTHER}\tExampleshire Police\n"
    ),
    "a table of a web page": _html,
    "a table of a Word file": _docx,
    "brackets at the end": lambda words: _text(
        f"10. RECOMMENDATIONS\n\nRecommendation 1: {_SHARE} ({words})\n\nRecommendation 2: {_OTHER} (Exampleshire Police)\n"
    ),
    "a heading above": lambda words: _text(
        f"10. RECOMMENDATIONS\n\n{words}\n\n1. {_SHARE}\n\nExampleshire Police\n\n2. Train all staff in risk assessment.\n"
    ),
    "a form": lambda words: _text(
        f"10. RECOMMENDATIONS\n\nRecommendation 1\n{_SHARE}\nAddressed to: {words}\nTarget date: May 2024\n\n"
        f"Recommendation 2\n{_OTHER}\nAddressed to: Exampleshire Police\nTarget date: May 2024\n"
    ),
    "a summary page": lambda words: (
        "report.txt",
        "Exampleton Community Safety Partnership\nDomestic Homicide Review\nSummary of recommendations\n\n"
        f"Recommendation 1 - {words}\n{_SHARE}\n\nRecommendation 2 - Exampleshire Police\nTrain all staff in risk assessment.\n",
    ),
    "a table of learning": lambda words: _text(
        f"9. LEARNING\n\nNo\tLearning\tAgency\n1\t{_HISTORY}\t{words}\n2\tRisk can be judged only when it is shared.\t"
        f"Exampleshire Police\n\n10. RECOMMENDATIONS\n\n1. {_OTHER}\n"
    ),
    "a table of contributors": lambda words: _text(
        f"2. CONTRIBUTORS\n\nAgency\tIMR\tChronology\n{words}\tYes\tYes\nExampleshire Police\tYes\tYes\n\n"
        f"10. RECOMMENDATIONS\n\n1. {_OTHER}\n"
    ),
    "text in a table": lambda words: _pipes("Addressed to", "Exampleton Council", f"A review is needed. {words}"),
    "text of a list": lambda words: _text(f"10. RECOMMENDATIONS\n\n1. {_SHARE} {words}\n2. {_OTHER}\n"),
    "a narrative": lambda words: _text(
        f"9. LEARNING\n\nLearning 1\n\nNarrative\n\n{_HISTORY} {words}\n\nLesson\n\nRisk can be judged only when it is shared.\n\n"
        f"10. RECOMMENDATIONS\n\n1. {_OTHER}\n"
    ),
    "a column that nobody knows": lambda words: _pipes("Addressed to", words, extra="Comments"),
}  # fmt: skip
PROSE = frozenset({"text in a table", "text of a list", "a narrative", "a column that nobody knows"})

CELLS = (
    ("Dr Anita Rao, Named GP", "Anita Rao"),
    ("Susan Hill, Head of Safeguarding, KCC", "Susan Hill"),
    ("Kent Police (DCI Robert Jones)", "Robert Jones"),
    ("Superintendent Alice Brown", "Alice Brown"),
    ("Supt Brown", "Brown"),
    ("Det Supt Peter Green, Exampleshire Police", "Peter Green"),
    ("Mx Robin Vale", "Robin Vale"),
    ("Exampleton Council: Susan Hill", "Susan Hill"),
    ("Exampleton Council – Grace Hope", "Grace Hope"),
    ("Lead: Tom Wood", "Tom Wood"),
    ("c/o Mary Field", "Mary Field"),
    ("led by Joan West", "Joan West"),
    ("Anita Rao / Susan Hill", "Anita Rao Susan Hill"),
    ("Anita Rao", "Anita Rao"),
    ("SUSAN HILL", "SUSAN HILL"),
    ("Rao, Anita", "Anita Rao"),
    ("A. Rao, Practice Manager", "Rao"),
    ("Mary O'Dowd (Designated Nurse)", 'Mary Dowd'),
    ("Head of Safeguarding: Jean-Paul de la Cour", "Jean Paul Cour"),
    ("Practice Manager – Ellen Park", "Ellen Park"),
    ("Ellen Park – Head of Housing", "Ellen Park"),
    ("Rt Rev Hugh Stone", "Hugh Stone"),
    ("Cllr Ruth Banks, Portfolio Holder", "Ruth Banks"),
    ("Detective Chief Inspector Rachel Wren", "Rachel Wren"),
    ("ACC Miles Short, Exampleshire Police", "Miles Short"),
    ("Chief Constable Ian Bell", "Ian Bell"),
    ("Exampleton Council (Mrs Susan Hill)", "Susan Hill"),
    ("Professor Dame Olive Marsh", "Olive Marsh"),
    ("HHJ Nora King", "Nora King"),
    ("Matron Kay Lamb", "Kay Lamb"),
    ("Sister Bernadette Fox", "Bernadette Fox"),
    ("Nurse Polly Finch", "Polly Finch"),
    ("PCSO 1234 Dean Root", "Dean Root"),
    ("Joan West KC", "Joan West"),
    ("Exampleton Council, Joan West and Tom Wood", "Joan West Tom Wood"),
    ("Safeguarding Lead Joan West", "Joan West"),
    ("DR ANITA RAO", "ANITA RAO"),
    ("Dr. A. Rao", "Rao"),
    ("Exampleshire Police – Ch Insp Carl Bright", "Carl Bright"),
    ("T/DCI Will Power", "Will Power"),
    ("Exampleshire Police; Joan West", "Joan West"),
    ("Joan West (Exampleshire Police)", "Joan West"),
    ("Dr. Imran Sheikh - Named GP", "Imran Sheikh"),
    ("Named GP Dr Imran Sheikh", "Imran Sheikh"),
    ("Detective Superintendent P. Gale, Exampleshire Police", "Gale"),
    ("Exampleshire Police [D/Supt Colin Frost]", "Colin Frost"),
    ("A/DCI Moira Skelton", "Moira Skelton"),
    ("Acting Chief Inspector Ben Ashdown", "Ben Ashdown"),
    ("Ms. Precious Okafor-Bright, Director of Nursing", "Precious Okafor Bright"),
    ("Okafor-Bright, Precious (Director of Nursing)", "Precious Okafor Bright"),
    ("Director of Nursing - Precious Okafor-Bright", "Precious Okafor"),
    ("Llinos ap Rhys, Pennaeth Diogelu", "Llinos Rhys"),
    ("Siân Môn-Davies", "Siân Davies"),
    ("Exampleton ICB, Designated Nurse Kirsty McAllister", "Kirsty McAllister"),
    ("Exampleton ICB / Kirsty McAllister", "Kirsty McAllister"),
    ("Kirsty McAllister & Moira Skelton", "Kirsty McAllister Moira Skelton"),
    ("KIRSTY MCALLISTER (EXAMPLETON COUNCIL)", "KIRSTY MCALLISTER"),
    ("Owner: Kirsty McAllister", "Kirsty McAllister"),
    ("Lead officer Kirsty McAllister", "Kirsty McAllister"),
    ("Exampleton Council. Contact: Kirsty McAllister", "Kirsty McAllister"),
    ("Kirsty McAllister, Exampleton Council", "Kirsty McAllister"),
    ("K McAllister, Exampleton Council", "McAllister"),
    ("Cllr. Mrs. Edna Thripp", "Edna Thripp"),
    ("Sir Basil Thripp KC", "Basil Thripp"),
    ("Rev'd Canon Edna Thripp", 'Edna Thripp'),
    ("Chair (Edna Thripp)", "Edna Thripp"),
    ("Edna Thripp (Chair), Exampleton Council", "Edna Thripp"),
    ("Chair of Exampleton SAB, Edna Thripp OBE", "Edna Thripp"),
    ("Insp. 2201 Thripp", "Thripp"),
    ("PS 44 Thripp, Exampleshire Police", "Thripp"),
    ("Temporary Assistant Chief Constable Edna Thripp", "Edna Thripp"),
    ("Edna Thripp MBE", "Edna Thripp"),
    ("Miss E Thripp", "Thripp"),
    ("Exampleton Council—Edna Thripp", "Edna Thripp"),
    ("Edna Thripp or deputy", "Edna Thripp"),
    ("Edna Thripp (until May 2024), then Moira Skelton", "Edna Thripp Moira Skelton"),
    ("Exampleton Council Head of Housing Edna Thripp", "Edna Thripp"),
    ("Detective Sgt. Ali Bin-Hussein", "Ali Hussein"),
)  # fmt: skip
SENTENCES = (
    ("The work is to be led by Mrs Susan Hill.", "Susan Hill"),
    ("This should be taken forward by Dr Anita Rao at the surgery.", "Anita Rao"),
    ("Superintendent Alice Brown should report in May.", "Alice Brown"),
    ("DCI Robert Jones is to write the protocol.", "Robert Jones"),
    ("Supt Brown should chair the group.", "Brown"),
    ("Susan Hill, Head of Safeguarding, should report.", "Susan Hill"),
    ("The Head of Safeguarding (Susan Hill) should report.", "Susan Hill"),
    ("It will be overseen by Joan West, Head of Housing.", "Joan West"),
    ("Lead: Tom Wood", "Tom Wood"),
    ("Send it to the board c/o Mary Field.", "Mary Field"),
    ("Detective Chief Inspector Rachel Wren agreed.", "Rachel Wren"),
    ("Assistant Chief Constable Miles Short will sponsor the work.", "Miles Short"),
    ("The work will be led by Joan West.", "Joan West"),
    ("Joan West will lead this work.", "Joan West"),
    ("Nurse Polly Finch should be consulted.", "Polly Finch"),
    ("Councillor Ruth Banks should receive the report.", "Ruth Banks"),
    ("The Chief Executive, Joan West, must sign it.", "Joan West"),
    ("Det Insp Carl Bright and PC 4412 Dean Root should attend.", "Carl Bright Dean Root"),
    ("Ms A. Rao and Mr T. Wood should attend.", "Rao Wood"),
    ("Baroness Olive Marsh chaired the work.", "Olive Marsh"),
    ("Named GP Dr Rao has agreed.", "Rao"),
    ("This belongs to Ellen Park (Service Manager).", "Ellen Park"),
    ("Chief Supt Edna Thripp is to sponsor this work.", "Edna Thripp"),
    ("It should be led by the Named GP, Dr Imran Sheikh.", "Imran Sheikh"),
    ("Progress will be reported by Kirsty McAllister to the board.", "Kirsty McAllister"),
    ("Kirsty McAllister (Exampleton ICB) will own the action.", "Kirsty McAllister"),
    ("The lead is Edna Thripp.", "Edna Thripp"),
    ("Named lead: Edna Thripp, Exampleton Council.", "Edna Thripp"),
    ("Action owner – Edna Thripp.", "Edna Thripp"),
    ("The Director of Nursing, Precious Okafor, is to report.", "Precious Okafor"),
    ("Staff nurse Precious Okafor told the panel so.", "Precious Okafor"),
    ("This was raised by Ms Thripp and by D/Insp Frost.", "Thripp Frost"),
    ("T/Supt Ali Bin-Hussein chairs the group.", "Ali Hussein"),
    ("The group is chaired by Edna Thripp.", "Edna Thripp"),
    ("(Edna Thripp to lead.)", "Edna Thripp"),
    ("Contact Edna Thripp at the council.", "Edna Thripp"),
    ("Professor Sir Basil Thripp's framework should be used.", 'Basil Thripp'),
    ("Mr and Mrs Thripp gave their views.", "Thripp"),
    ("The Chief Constable, Moira Skelton QPM, should write.", "Moira Skelton"),
    ("Responsible: Moira Skelton and Edna Thripp.", "Moira Skelton Edna Thripp"),
    ("With thanks to Moira Skelton, Head of Service.", "Moira Skelton"),
    ("Moira Skelton, on behalf of the council, should write.", "Moira Skelton"),
)  # fmt: skip


def probes(stride: int = 6) -> Iterator[tuple[str, str, str]]:
    """Position, words and names: every `stride`-th of all pairs, another part of the words at each position."""
    for shift, position in enumerate(POSITIONS):
        told = SENTENCES if position in PROSE else CELLS
        yield from ((position, *told[n]) for n in range(shift % stride, len(told), stride))


def write(made: Made, folder: Path) -> Path:
    """A document on disk."""
    file, contents = made
    path = folder / file
    if isinstance(contents, str):
        path.write_text(contents, encoding="utf-8")
        return path
    document = docx.Document()
    for level, words in enumerate(
        ("Exampleton Community Safety Partnership", "Domestic Homicide Review", "Recommendations")
    ):
        document.add_heading(words, level)
    table = document.add_table(rows=0, cols=len(contents[0]))
    for row in contents:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(path))
    return path
