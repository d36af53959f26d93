"""Every form in which reviews have been seen, or are feared, to give names. `{a}`, `{b}` are officers, `{p}`, `{q}` pseudonyms.

`{af}`, `{as_}`, `{ai}` are forename, surname and initial of `{a}`; `{A}` is `{a}` in capitals; likewise `b`.
"""

# where the panel is listed
PANEL = {
    "name, title, organisation": "Name\tJob Title\tOrganisation\n{a}\tService Manager\tExampleton Council\n{b}\tDetective Inspector\tExampleshire Police",
    "organisation first": "Organisation\tName\tRole\nExampleton Council\t{a}\tService Manager\nExampleshire Police\t{b}\tDetective Inspector",
    "two columns": "Panel Member\tAgency\n{a}\tExampleton Council\n{b}\tExampleshire Police",
    "representatives": "Agency\tRepresentative\nExampleton Council\t{a}\nExampleshire Police\t{b}",
    "other headings": "Agency Represented\tPanel Representative\tDesignation\nExampleton Council\t{a}\tHead of Housing\nExampleshire Police\t{b}\tDCI",
    "pipes": "| Name | Job Title | Organisation |\n| --- | --- | --- |\n| {a} | Service Manager | Exampleton Council |\n| {b} | DI | Exampleshire Police |",
    "pipes and stars": "| **Name** | **Organisation** |\n|---|---|\n| {a} | Exampleton Council |\n| {b} | Exampleshire Police |",
    "name and title in a cell": "Name and Job Title\tOrganisation\n{a}, Service Manager\tExampleton Council\n{b}, Detective Inspector\tExampleshire Police",
    "with titles": "Name\tJob Title\tOrganisation\nDr {a}\tNamed GP\tExampleton CCG\nDCI {b}\tSenior Investigating Officer\tExampleshire Police",
    "surname first": "Name\tJob Title\tOrganisation\n{as_}, {af}\tService Manager\tExampleton Council\n{bs}, {bf}\tDetective Inspector\tExampleshire Police",
    "split over rows": "Name\tJob Title\tOrganisation\n{af}\tService Manager\tExampleton\n{as_}\t\tCouncil\nDr {bf}\tNamed GP\tExampleton\n{bs}\tSafeguarding\tCCG",
    "over a page": "Name\tJob Title\tOrganisation\n{a}\tService Manager\tExampleton Council\n\nPage 3 of 9\n\n{b}\tDetective Inspector\tExampleshire Police",
    "bullets, dash": "The panel members were:\n\n- {a} – Service Manager, Exampleton Council\n- {b} – Detective Inspector, Exampleshire Police",
    "bullets, comma": "Panel members\n\n• {a}, Exampleton Council\n• {b}, Exampleshire Police",
    "bullets, organisation first": "3.1 The panel members were:\n\n- Exampleton Council – {a}\n- Exampleshire Police – Detective Inspector {b}",
    "lines with brackets": "The Review Panel\n\n{a} (Exampleton Council)\n{b} (Exampleshire Police)",
    "a sentence": "The panel consisted of {a}, Service Manager, Exampleton Council; {b}, Detective Inspector, Exampleshire Police.",
    "no heading": "{a}\tService Manager\tExampleton Council\n{b}\tDetective Inspector\tExampleshire Police",
    "two columns of names": "First Name\tSurname\tPost\tAgency\n{af}\t{as_}\tService Manager\tExampleton Council\n{bf}\t{bs}\tInspector\tExampleshire Police",
    "authors": "Agency\tIMR Author\tIMR\tChronology\nExampleton Council\t{a}\t✓\t✓\nExampleshire Police\t{b}\t✓\t✓",
    "two in a cell, and": "Agency\tName\nExampleton Council\t{a} and {b}\nExampleshire Police\t-",
    "two in a cell, stroke": "Agency\tName\tRole\nExampleton Council\t{a} / {b}\tManagers\nExampleshire Police\t-\t-",
    "surname and forename": "Surname, Forename\tOrganisation\tPost\n{AS}, {af}\tExampleton Council\tManager\n{BS}, {bf}\tExampleshire Police\tInspector",
    "cells parted by spaces": "Review Panel Members\n\n{a}          Independent Chair\n{b}          Exampleshire Police          Inspector",
    "over two lines each": "Members of the panel\n{a}\nIndependent Chair\n{b}\nExampleshire Police",
    "present": "Present: {a} (Exampleton Council), {b} (Exampleshire Police)\nApologies: none",
    "numbered": "The panel comprised:\n1) {a} – Exampleton Council\n2) Detective Superintendent {b} – Exampleshire Police",
    "names in front of bodies": "Membership\n{a} – Exampleton Council\n{b} – Turning Tides\nZorwimip Veldolett – Exampleshire Police",
    "pictures of a heading": "# Panel membership\n- {a}, Exampleton Council\n- {b}, Exampleshire Police",
    "capitals": "NAME\tJOB TITLE\tORGANISATION\n{A}\tSERVICE MANAGER\tEXAMPLETON COUNCIL\n{B}\tDETECTIVE INSPECTOR\tEXAMPLESHIRE POLICE",
}  # fmt: skip

# where chair and author are named
TITLE = {
    "labels": "Independent Chair: {a}\nReport Author: {b}",
    "dashes": "Independent Chair – {a}\nReport author – {b}",
    "on the next line": "Independent Chair and Report Author\n{a}\nIndependent Author\n{b}",
    "by": "Chaired by {a}\nReport written by {b}",
    "both at once": "Chair and Author: {a} and {b}",
    "one line": "Chair {a} Author {b}",
    "letters after the name": "Prepared by: {a}\nCommissioned by Exampleton\nOverview Report Author {b}, MBE, BA (Hons)",
    "capitals": "INDEPENDENT CHAIR: {A}\nREPORT AUTHOR: {B}",
    "signatures": "Signed: {a}\n\nYours sincerely\n\n{b}\nIndependent Chair",
    "sentences": "The review was chaired by {a}, an independent consultant. The report was authored by {b}.",
    "appointed": "{a} was appointed as Independent Chair of the review. {b} was the independent author.",
    "titles": "Independent Chair: Dr {a}\nAuthor: Prof. {b}",
    "reviewers": "Lead reviewer: {a}. Second reviewer: {b}.",
    "thanks": "The author wishes to thank {a}, who gave support, and the panel is grateful to {b}.",
    "letter": "Dear {af},\n\nThank you for the report. {a}, {as_}\n\nYours sincerely,\n{b}\nChair of the Quality Assurance Panel",
    "contents": "Contents\n1. Foreword by the Chair, {a} ........ 3\n2. Statement of the author {b} ........ 4",
    "table": "Independent Chair\t{a}\nReport Author\t{b}",
}

# cells of lead officers
LEAD = {
    "before the post": "{a}, Safeguarding Matron",
    "after the post": "Safeguarding Matron, {a}",
    "after the post, no comma": "Safeguarding Matron {a}",
    "after a dash": "Safeguarding Matron - {a}",
    "in brackets": "Safeguarding Matron ({a})",
    "alone": "{a}",
    "stroke": "{a}/{b}",
    "and": "{a} and {b}",
    "two and a post": "{a} & {b}, Service Managers",
    "before the post, no comma": "{a} Head of Safeguarding",
    "before a dash": "{a} – Service Manager",
    "initial": "{ai} {as_}",
    "initial and stop": "{ai}. {as_}, Matron",
    "turned round": "{as_}, {af}",
    "turned round with a post": "{as_}, {af} (Service Manager)",
    "after the body": "Exampleton Council – {a}",
    "after body and rank": "Exampleshire Police: DCI {a}",
    "body, stroke": "Exampleton Council/{a}",
    "before the body": "{a} Exampleshire Police",
    "title": "Dr {a}",
    "title and surname": "Mrs {as_}",
    "capitals": "{A}, MATRON",
    "forename only": "{af}, Safeguarding Matron",
    "two forenames": "{af} / {bf} (Service Managers)",
    "semicolon": "{a}; {b}",
    "list": "{a}, {b}, Service Managers",
    "label": "Lead: {a}",
    "shared post": "Head of Service ({a} / {b})",
    "surname in capitals": "{af} {AS}",
}

# where pseudonyms are given
PSEUDONYMS = {
    "table": "Name\tRelationship\tAge\tEthnicity\n{p}\tVictim\t47\tWhite British female\n{q}\tPerpetrator\t44\tWhite British male",
    "two columns": "Pseudonym\tRelationship to victim\n{p}\tVictim\n{q}\tEx-husband",
    "relationship first": "Relationship\tPseudonym used\nVictim\t{p}\nPerpetrator\t{q}",
    "pipes": "| Referred to in this report as | Relationship |\n|---|---|\n| {p} | The victim |\n| {q} | The perpetrator |",
    "sideways": "Pseudonym\t{p}\t{q}\nRelationship\tVictim\tPerpetrator\nAge\t47\t44",
    "has been used": "The pseudonym {p} has been used for the victim and {q} for the perpetrator.",
    "name first": "The following pseudonyms have been used:\n\n{p} – the victim\n{q} – the perpetrator",
    "role first": "The following pseudonyms have been used:\n\n- Victim: {p}\n- Perpetrator: {q}",
    "brackets": "This review is about the death of {p} (victim). She was killed by {q} (perpetrator).",
    "apposition": "The victim, {p}, lived in the town. The perpetrator, {q}, was her partner.",
    "referred to as": "The victim will be referred to as {p} and the perpetrator will be referred to as {q}.",
    "known as": "The deceased is known as '{p}' throughout this report and the perpetrator as '{q}'.",
    "chosen": "The pseudonyms {p} and {q} were chosen by the family.",
    "are pseudonyms": "{p} and {q} are pseudonyms.",
    "quoted": "The names used are ‘{p}’ (the victim) and ‘{q}’ (her husband).",
    "death of": "The review examines the circumstances leading to the death of {p}. {q} was arrested and convicted of murder.",
    "children": "{p} had two children, {q} and Zorwidov.",
    "mother": "The family were met. {p}'s mother told the panel so. {q}'s father did too.",
    "siblings": "The victim, {p}, had siblings: {q} and Zorwidov.",
    "aged": "{p}, aged 47, was found dead at home. {q} (44) was arrested.",
    "acts": "{p} told her GP that she was afraid. {q} was convicted of assault.",
    "relationship": "The relationship between {p} and {q} began in 2015.",
    "kin": "Her daughter, {p}, and her son {q} were spoken to.",
    "three and more": "Pseudonyms have been used: {p} for the victim, {q} for the perpetrator and Zorwidov and Kexlugroy for the children.",
    "equals": "Names used:\n{p} = victim\n{q} = {p}'s daughter (then 16)",
    "kin on lines": "Subject: {p}\nHusband: {q}\nChildren: Zorwidov (7), Kexlugroy (18 months)",
    "their sons as": "The victim is referred to as {p} and their sons as {q} and Zorwidov.",
    "contents": "CONTENTS\n3. Background of the victim, {p} ........ 12\n4. Tribute to {q} ........ 14",
    "dedication": "This report is dedicated to {p}, daughter of {q} and Zorwidov.",
    "names changed": "The names have been changed. The victim is {p}. Her son is {q}.",
    "brother too": "{p}'s sister, {q}, and brother, Zorwidov, took part. {p} was killed.",
    "list of people": "The people in this report\n{p} (victim)\n{q} ({p}'s mother)",
    "title": "‘{p}’\n\nOVERVIEW REPORT into the death of {q}",
    "called": "A woman called {p} was killed by a man named {q}.",
}

# in a text that is published, of someone the document names nowhere else
BY_THE_WAY = {
    "post after": "{a}, Safeguarding Matron, will train the staff.",
    "post before": "Safeguarding Matron {a} will train the staff.",
    "post in brackets": "Training was given by {a} (Service Manager).",
    "done by": "The audit was completed by {a} in 2022.",
    "contact": "For details contact {a} at the council.",
    "task": "{a} to circulate the protocol.",
    "title": "The GP, Dr {a}, was not told.",
    "rank": "DI {a} agreed to this.",
    "relation": "The agency did not ask {a}'s mother.",
    "victim": "The death of {a} could have been foreseen.",
    "age": "When {a}, aged 47, came to hospital nobody asked.",
    "worker": "The health visitor, {a}, was not told.",
    "officer without a comma": "Detective Sergeant {as_} took no statement.",
    "social worker": "Social worker {a} closed the case.",
    "verb": "Nobody believed it. {a} recalled that he drank.",
    "label": "Lead: {a}. By: May 2022.",
    "act": "After {a} was assaulted nobody came.",
}

# cells of actions that name someone the document names nowhere else
AT_WORK = {
    "any task": "{a} to prepare a checklist for duty desks.",
    "initial": "{ai}. {as_} to finalise the protocol.",
    "label": "Prepare the protocol. Action: {a}",
    "two": "{a}/{b} to design the training together.",
    "two, and": "{a} & {b} to design the training.",
    "led by": "A group led by {a} meets each month.",
    "with": "Meeting to be held with {a} in the autumn.",
    "sent to": "The template was sent to {a}.",
    "has": "{a} has prepared it and shared it.",
    "possessive": "{a}'s team will do so in the autumn.",
    "behind a body": "Exampleton Council - {a} to revise the protocol.",
    "in brackets": "Checklist to be written at once ({a}).",
}

# how those named are spoken of
SAID = (
    "{n} told the nurse that the risk was high.",
    "The GP saw {n}.",
    "{n}'s GP was not told.",
    "Staff wrote to {N}.",
    "Contact with {n}, the police and others was lost.",
    "(see {n})",
    "{n} and the children were moved.",
)


def said_of(*names: str) -> str:
    """Each of the names in each of the ways of SAID."""
    return " ".join(form.format(n=name, N=name.upper()) for form in SAID for name in names)
