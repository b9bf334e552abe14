"""What is said of a client by what is wrong there, so that two clients with one play do not read alike.

All of it are templates, which may name people and figures.
"""

from collections.abc import Mapping
from typing import NamedTuple


class TroubleWords(NamedTuple):
    """Words for the component that costs a client most."""

    cause: str
    """What it is called in a sentence."""
    look: str
    """Where its cause is found, to be read."""
    ask: str
    """Whom to ask about it, and how."""
    found: str
    """What is known then."""
    confirmed: str
    """What shows that this is right."""
    fixer: str
    """Who can remove the cause."""
    agree: str
    """What those who remove it agree on."""
    rescue: str
    """What there is then."""
    proof: str
    """What shows that this is enough."""


BY_COMPONENT: Mapping[str, TroubleWords] = {
    "product": TroubleWords(
        cause="use",
        look="the logins by team and the step at which people stop",
        ask="sit beside one user for half an hour",
        found="The step that stops them, two facts that speak for it, and the one that would refute it.",
        confirmed="{champion} has seen the step fail, too.",
        fixer="a trainer and somebody who knows their set-up",
        agree="agree who shows which team what, and which training we may offer to keep the {acv}",
        rescue="An owner for the step that stops people, and a training day that can be offered.",
        proof="The training day has a date; its aim is {aim}.",
    ),
    "satisfaction": TroubleWords(
        cause="satisfaction",
        look="their answers to the survey word by word",
        ask="call whoever gave the lowest mark",
        found="The complaint behind most of the marks, with its last example.",
        confirmed="{champion} agrees to that sentence as it stands.",
        fixer="whoever owns what they complain about",
        agree="agree who settles which complaint, and what we may give for the trouble they had",
        rescue="An owner for each complaint, and an apology with something behind it.",
        proof="Every complaint has a day on which it is settled; the aim is {aim}.",
    ),
    "support": TroubleWords(
        cause="support",
        look="the open cases by age and cause",
        ask="call whoever opened the oldest one",
        found="The cause that most of the cases share, and how many they are.",
        confirmed="The support lead and {champion} name the same cause.",
        fixer="the support lead",
        agree="agree who takes which case, and which response times we may promise",
        rescue="A name beside each open case, and an answer within 48 hours for every new one.",
        proof="No open case is older than two weeks by {before}; the aim is {aim}.",
    ),
    "sponsorship": TroubleWords(
        cause="sponsorship",
        look="the guest lists of the last three talks",
        ask="ask {champion} who speaks for us when we are not in the room",
        found="The name of whoever would defend the budget today, or the fact that nobody would.",
        confirmed="Two people there say the same name, or both say none.",
        fixer="an executive who knows their business",
        agree="agree who calls whom, and which aim of theirs is the reason",
        rescue="A call between two executives, and the reason that opens the door.",
        proof="The call takes place before {before}; the aim is {aim}.",
    ),
}

FALLING = TroubleWords(
    cause="the score",
    look="the month in which each score began to fall",
    ask="ask {champion} what changed in it",
    found="The event that fits the month, and the fact that would rule it out.",
    confirmed="{champion} names the same month unasked.",
    fixer="whoever knew them before it began",
    agree="agree what can be changed back, and who tells them",
    rescue="An owner for what has changed, and a first step back.",
    proof="The first step is done within two weeks, and the next snapshot is no lower.",
)
"""For a score that falls without a red component."""


class UseWords(NamedTuple):
    """Words for a use that is low."""

    stuck: str
    """What to look for in it."""
    guess: str
    """What is found."""
    named: str
    """What shows that it is enough to act on."""
    asking: str
    """What to write about it, and to whom."""
    answer: str
    """What comes back."""
    answered: str
    """By when, and what else."""


STOPPED = UseWords(
    stuck="who stopped, when, and at which step",
    guess="A guess at the one step that holds most of them up, with the figures behind it.",
    named="The guess names a team, a step and a week.",
    asking="Send {champion} at {client} that guess in three sentences, and ask whether it is right",
    answer="A yes, or a better guess.",
    answered="An answer within five working days, or a call on the sixth.",
)

RISING = UseWords(
    stuck="who has begun since, who has not, and where those turn back",
    guess="Two teams side by side, one that began and one that did not, and what differs between them.",
    named="The difference fits into one sentence with two figures.",
    asking="Write to {champion} at {client} what seems to have made one team begin, and ask what the next one needs",
    answer="The next team, and what it needs.",
    answered="A team and a day are named within two weeks.",
)
"""Words for a use that is low but rising."""
