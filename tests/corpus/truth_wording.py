"""Sentences an invented review is written in: clauses joined by a small grammar, never copied from any review.

    random.Random  ->  request, action, lesson, event …  ->  str

All wording is our own. No word here is also a name of `truth_people.py`, so a name found later is a leak.
"""

from __future__ import annotations

from random import Random

REQUESTS = (
    "review {its} domestic abuse policy",
    "provide refresher training on coercive and controlling behaviour",
    "audit the quality of risk assessments",
    "strengthen {its} arrangements for sharing information",
    "develop a clear pathway into specialist support",
    "introduce routine enquiry about domestic abuse",
    "produce a short briefing on economic abuse & debt",
    "make sure that safety plans are written down and revisited",
    "seek assurance that flags are placed on electronic records",
    "raise awareness of the Domestic Violence Disclosure Scheme (‘Clare’s Law’)",
    "update {its} guidance on working with people who decline support",
    "examine how repeat calls are linked to earlier incidents",
    "commission a programme for those who use harmful behaviour",
    "appoint a lead professional for domestic abuse",
    "publish a learning summary of this review",
    "improve the recording of who is present when a patient is seen",
    "work with housing providers on tenancies held in one name",
    "design a campaign aimed at older people – and those who care for them",
    "test whether practitioners use the DASH checklist as intended",
    "revise the induction pack for new starters",
    "monitor attendance at MARAC meetings",
    "create a single point of contact for employers",
    "explore the use of interpreters at first contact",
    "map the support that is open to adult family members",
    "check that discharge letters mention any disclosure",
    "embed professional curiosity in supervision",
    "set out the steps to be taken when an appointment is missed",
    "evaluate the café-style drop-in for carers",
    "extend the pilot of the health advocate role",
    "clarify thresholds for a referral to adult safeguarding",
)

PURPOSES = (
    "so that risk is recognised early",
    "in order to support staff who meet families at home",
    "so that decisions can be followed by the next practitioner",
    "to reflect the wording of the Domestic Abuse Act 2021",
    "so that nobody has to repeat their account",
    "with the aim of reaching communities that seldom come forward",
    "to give confidence that lessons have changed practice",
    "so that information about firearms, strangulation and stalking is never lost",
    "in line with the ‘Think Family’ approach",
    "so that a person’s own words are kept on the record",
    "to reduce the number of cases closed without a conversation",
    "so that carers’ assessments ask about safety as well as strain",
)

WHEN = (
    "where there is any indication of alcohol dependency",
    "when a relationship has recently ended",
    "when a patient attends with unexplained injuries",
    "for cases that fall below the high-risk threshold",
    "at every transfer between teams",
    "before a case is closed",
    "when children live in, or visit, the home",
    "if English is not the person’s first language",
    "where both adults have made allegations",
    "whenever three or more incidents are reported within twelve months",
    "on release from prison",
    "for staff on night shifts & weekend rotas",
)

EXTRAS = (
    "The work is to be reported to the board every six months.",
    "This ought to include bank, agency and locum workers.",
    "Consideration will be given to the views of people with lived experience.",
    "Progress is expected to be visible in the annual report.",
    "The approach taken should be proportionate (and need not be costly).",
    "Findings are to be shared with neighbouring areas.",
    "Where gaps are found, a plan to close them should be agreed.",
    "Staff must be told why the change was made.",
    "Any template should prompt for the name of the GP and of the school.",
    "It is suggested that a ‘dip sample’ of twenty records would be enough.",
    "A plain-language version – including Easy Read – should be made available.",
    "The cost, estimated at £4,500, can be met from existing budgets.",
)

POINTS = (
    "the voice of the person at risk",
    "previous incidents, including those in another area",
    "the wishes of children aged over ten",
    "any caring responsibilities",
    "the effect of substance use on decision-making",
    "who else knows about the concern",
    "immigration status & access to funds",
    "the safest way to make contact",
    "pets, weapons and vehicles",
    "mental capacity, where it is in doubt",
)

SUBJECTS = (
    "All front-line staff should",
    "Managers should",
    "Practitioners should",
    "Team leaders must",
    "All new employees should",
    "Supervisors should",
)

ACTIONS = (
    "Policy to be redrafted and circulated to all teams",
    "Hold three half-day workshops open to partner staff",
    "Complete a dip sample of 25 case files",
    "Write to every provider asking for written confirmation",
    "Add a mandatory field to the case management system",
    "Set up a task and finish group (four meetings)",
    "Design posters and a web page; translate into six languages",
    "Include the topic in the safeguarding week programme",
    "Present a paper to the executive group",
    "Agree a revised information sharing protocol",
    "Recruit a specialist worker on a two-year contract",
    "Brief elected members & senior officers",
    "Run a survey of practitioners before and after training",
    "Map existing services and publish a directory",
    "Develop an e-learning module with a short quiz",
    "Nominate champions in each locality",
    "Prepare a seven-point checklist for duty desks",
    "Invite a survivor’s group to comment on the leaflet",
)

DETAILS = (
    "using the regional template",
    "with support from the business manager",
    "across every site",
    "starting with the duty team",
    "and report on the results",
    "with partners from health and housing",
    "taking account of feedback from families",
    "including volunteers",
)

MILESTONES = (
    "Draft agreed by the working group",
    "Attendance figures collated",
    "Audit tool approved",
    "Paper tabled at the board",
    "Leaflet printed and sent out",
    "System change tested",
    "First workshop held; evaluation forms read",
    "Letters issued to all providers",
    "Protocol signed by the partner bodies",
    "Job description written",
    "Survey results analysed",
    "Module available on the intranet",
)

OUTCOMES = (
    "Staff report greater confidence in asking about abuse.",
    "Eighty-two people attended across four dates.",
    "The quality of referrals has improved.",
    "A further sample is planned for the spring.",
    "Minutes show that the topic is discussed at each meeting.",
    "Partners have welcomed the new format.",
    "Records now show who was seen alone.",
    "The directory had 1,240 visits in its first quarter.",
    "No gaps were found in the cases sampled.",
    "Learning was shared at the regional forum.",
)

EXPECTED = (
    "Risk is recognised at first contact",
    "Consistent practice across teams",
    "People know where to turn for help",
    "Better recording of disclosures",
    "Fewer cases closed without contact",
    "Evidence that learning is embedded",
)

LESSONS = (
    "Practitioners tended to treat each contact on its own, and a pattern that was plain in hindsight went unseen",
    "Information held by one service was not known to another at the time it mattered",
    "Support was offered by letter only, which could have been opened by somebody else",
    "The link between carer strain and coercion was not explored",
    "Risk was assessed as standard on several occasions without the earlier history",
    "Friends and colleagues held valuable knowledge but did not know whom to tell",
    "Opportunities to see a patient alone were missed",
    "Jealousy and checking of a mobile telephone were described, yet not named as abuse",
    "The end of the relationship was not understood as a time of heightened danger",
    "Alcohol was seen as the problem rather than as a way of coping",
)

TAUGHT = (
    "Asking directly, in private, gives people the chance to speak.",
    "A shared chronology shows what single records hide.",
    "Curiosity about what lies behind a missed appointment can save lives.",
    "Safe contact arrangements belong at the front of the record.",
    "Small pieces of information become important once they are put together.",
    "Coercive control may be present without any physical violence.",
)

EVENTS = (
    "{who} attended the surgery with a persistent headache and was advised to rest",
    "a neighbour heard shouting and telephoned the police; officers spoke to {who} on the doorstep",
    "{who} told a colleague that things at home were ‘difficult’",
    "a referral for {who} was received by the duty team and closed after two attempts at contact",
    "{who} was seen in the emergency department with an injury to the wrist",
    "the housing officer noted that {who} seemed anxious when the post arrived",
    "{who} asked about a transfer to another property",
    "the school recorded that {who} had not collected the children as agreed",
    "{who} began a course of talking therapy and was discharged after the third session",
    "a risk assessment was completed with {who} and graded as medium",
)

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def request(random: Random, its: str = "its") -> str:
    """What a body is asked to do, from the verb on, without a full stop: 4 to some 40 words.

    Example:
        >>> request(Random(2)).split()[0] in {words.split()[0] for words in REQUESTS}
        True
    """
    words = random.choice(REQUESTS).format(its=its)
    for choices in random.choice(((), (PURPOSES,), (WHEN,), (WHEN, PURPOSES), (WHEN, PURPOSES))):
        words += (", " if random.random() < 0.2 else " ") + random.choice(choices)
    if random.random() < 0.2:
        words += f" and {random.choice(REQUESTS).format(its=its)}"
    return words


def extras(random: Random) -> str:
    """None to six further sentences, with a space before."""
    return "".join(" " + words for words in random.sample(EXTRAS, random.choice((0, 0, 0, 1, 1, 2, 6))))


def points(random: Random) -> list[str]:
    """Two to five things a recommendation lists."""
    return random.sample(POINTS, random.randint(2, 5))


def staff_request(random: Random) -> str:
    """A request put to staff, whose body stands elsewhere (a heading or a column).

    Example:
        >>> staff_request(Random(1)).startswith("To ") or " " in staff_request(Random(1))
        True
    """
    words = request(random, random.choice(("the", "the local")))
    form = random.choice(("plain", "to", "staff", "staff", "noun"))
    if form == "to":
        return f"To {words}."
    if form == "staff":
        return f"{random.choice(SUBJECTS)} {words}."
    if form == "noun":
        return f"Consideration should be given to how best to {words}."
    return f"{words[0].upper()}{words[1:]}."


def action(random: Random) -> str:
    """What will be done, as a plan's cell says it."""
    words = random.choice(ACTIONS)
    return words + (f" {random.choice(DETAILS)}" if random.random() < 0.5 else "")


def milestone(random: Random) -> str:
    """How one will know, as a plan's cell says it: one or two phrases, each on its line."""
    return "\n".join(random.sample(MILESTONES, random.choice((1, 1, 2))))


def outcome(random: Random) -> str:
    """What came of it: one to three sentences without a status or a date."""
    return " ".join(random.sample(OUTCOMES, random.choice((1, 1, 2, 3))))


def expected_outcome(random: Random) -> str:
    """What should come of it."""
    return random.choice(EXPECTED)


def lesson(random: Random, who: str) -> tuple[str, str]:
    """What happened (about `who`) and what it teaches.

    Example:
        >>> "Orla" in lesson(Random(1), "Orla")[0]
        True
    """
    first, second = random.sample(LESSONS, 2)
    narrative = f"{first}. In the case of {who}, {_lower(second)}. {random.choice(EXTRAS)}"
    return narrative, " ".join(random.sample(TAUGHT, random.choice((1, 2))))


def event(random: Random, who: str, year: int) -> str:
    """One dated sentence of a chronology."""
    when = f"{random.randint(1, 28)} {random.choice(MONTHS)} {year}"
    return f"On {when} {random.choice(EVENTS).format(who=who)}."
