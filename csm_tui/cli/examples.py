"""Examples of each command, as its help, the documents and the man page show them. Each is tried by a test."""

from collections.abc import Mapping

import click

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "": ("csm-tui", "csm-tui --demo", "csm-tui --workspace ~/books/north.json today"),
    "backup": ("csm-tui backup", "csm-tui backup --list"),
    "calendars": ("csm-tui calendars", "csm-tui calendars --quarter 2026-04-01 --json"),
    "calendars remove": ("csm-tui calendars remove work",),
    "calendars renew": ("csm-tui calendars renew work",),
    "candidates": ("csm-tui candidates", "csm-tui candidates --json"),
    "changes": ("csm-tui changes --since 2026-01-01", 'csm-tui changes --since "4 weeks ago" --json'),
    "check": ("csm-tui check", "csm-tui check --accept"),
    "client": ("csm-tui client acme", 'csm-tui client "north wind" --json'),
    "completion": (
        'eval "$(csm-tui completion bash)"', 'eval "$(csm-tui completion zsh)"', "csm-tui completion fish | source",
    ),
    "evaluations": ("csm-tui evaluations", "csm-tui evaluations --where 'state:final date>=2026-01' --json"),
    "evaluations add": (
        'csm-tui evaluations add --client acme --phase onboarding --section lessons --entry "Name a deputy early"',
    ),
    "export": ("csm-tui export plan plan.csv",),
    "export calendar": ("csm-tui export calendar plan.ics", "csm-tui export calendar may.ics --from 2026-05-01"),
    "export evaluation": (
        "csm-tui export evaluation acme.md --client acme", "csm-tui export evaluation form.md --blank",
    ),
    "export json": ("csm-tui export json book.json", "csm-tui export json - | gzip > book.json.gz"),
    "export personal": ("csm-tui export personal ratings.md", 'csm-tui export personal mine.csv --csm "Robin Vale"'),
    "export plan": ("csm-tui export plan plan.csv --excel", "csm-tui export plan - | less"),
    "export roadmap": (
        "csm-tui export roadmap acme.html --client acme",
        "csm-tui export roadmap acme.pptx --client acme --no-finance",
    ),
    "export workbook": ("csm-tui export workbook book.xlsx",),
    "follow-ups": ("csm-tui follow-ups", "csm-tui follow-ups --json"),
    "import": ("csm-tui import portfolio clients.csv --dry-run",),
    "import calendar": (
        "csm-tui import calendar work.ics --dry-run", 'csm-tui import calendar work.ics --leave-out "Lunch"',
    ),
    "import cash-flow": ("csm-tui import cash-flow flow.csv --client acme --start 2026-01",),
    "import json": ("csm-tui import json book.json --replace", "gunzip -c book.json.gz | csm-tui import json -"),
    "import plan": (
        "csm-tui import plan plan.xlsx --dry-run", 'csm-tui import plan tasks.csv --map "Owner=-" --quarter 2026-04-01',
    ),
    "import portfolio": (
        "csm-tui import portfolio clients.csv --dry-run",
        'csm-tui import portfolio clients.xlsx --map "Account=name" --map "CSAT=satisfaction:1-5" --rate USD=0.92',
        "csm-tui portfolio --csv | csm-tui --workspace other.json import portfolio -",
    ),
    "import evaluation": (
        "csm-tui import evaluation form.xlsx --client acme --phase onboarding", "csm-tui import evaluation all.csv",
    ),
    "import renewals": (
        "csm-tui import renewals history.csv", 'csm-tui import renewals history.csv --value "Result:lost=churned"',
    ),
    "lessons": ("csm-tui lessons --where 'section:lessons deputy'", "csm-tui lessons --json"),
    "mend": ("csm-tui mend", "csm-tui mend --json"),
    "personal": ("csm-tui personal", 'csm-tui personal --csm "Robin Vale" --json'),
    "personal add": (
        'csm-tui personal add --csm "Robin Vale" --engagement "2026 Q1" --scores "7,8,10,9,4,6,6,9"',
    ),
    "personal aspects": ("csm-tui personal aspects",),
    "personal aspects export": ("csm-tui personal aspects export aspects.csv",),
    "personal aspects import": ("csm-tui personal aspects import aspects.csv",),
    "personal import": ("csm-tui personal import kim.md",),
    "personal request": (
        'csm-tui personal request --to "Kim Berg" --relation colleague kim.md',
    ),
    "plan": ("csm-tui plan", "csm-tui plan --quarter 2026-04-01 --json"),
    "plan add": (
        'csm-tui plan add R1 --client acme --category retain --hours 2h30 --deadline "in 3 weeks"',
        'csm-tui plan add R2 --client acme --hours 90m --after R1 --description "Agree on the next step"',
    ),
    "plan done": ("csm-tui plan done R1", "csm-tui plan done R1 --result partly"),
    "plan draft": ("csm-tui plan draft", "csm-tui plan draft --activities 12 --accept"),
    "plan drop": ("csm-tui plan drop R1",),
    "plan log": ('csm-tui plan log R1 1h30 --on yesterday --note "Prepared the review"',),
    "plan schedule": ("csm-tui plan schedule", "csm-tui plan schedule --style level --save"),
    "plays": ("csm-tui plays", "csm-tui plays --json"),
    "plays check": ("csm-tui plays check plays.toml",),
    "portfolio": (
        "csm-tui portfolio --where 'risk:yes' --sort acv --reverse", "csm-tui portfolio --csv > clients.csv",
    ),
    "present": ("csm-tui present --client acme", "csm-tui present --client acme --notes"),
    "renewals": ("csm-tui renewals", "csm-tui renewals --from 2025-01-01 --to 2025-12-31 --json"),
    "renewals close": (
        "csm-tui renewals close acme renewed", "csm-tui renewals close acme expanded --acv 42000 --decided yesterday",
    ),
    "renewals forecast": ('csm-tui renewals forecast acme likely "Their sponsor asked for the paper" --likelihood 70',),
    "report": ("csm-tui report week week.html",),
    "report client": ("csm-tui report client acme acme.html", "csm-tui report client acme - | less"),
    "report evaluation": ("csm-tui report evaluation acme.md --client acme",),
    "report personal": ('csm-tui report personal progress.html --csm "Robin Vale"',),
    "report portfolio": ("csm-tui report portfolio dashboard.html",),
    "report quarter": ("csm-tui report quarter quarter.html --quarter 2026-04-01",),
    "report week": ("csm-tui report week week.html", "csm-tui report week - > week.md"),
    "restore": ("csm-tui restore 2026-03-02T091500-daily.json",),
    "risk": ('csm-tui risk add acme sponsor "The sponsor leaves in May"',),
    "risk add": ('csm-tui risk add acme sponsor "The sponsor leaves in May" --impact 12,000 --review "in 2 weeks"',),
    "roadmap": ("csm-tui roadmap", "csm-tui roadmap --client acme --json"),
    "score": ("csm-tui score acme product=62 support=none",),
    "settings": ("csm-tui settings", "csm-tui settings plan.style level", "csm-tui settings weights 50,25,12.5,12.5"),
    "today": ("csm-tui today", "csm-tui --today 2026-03-02 today --json"),
    "totals": ("csm-tui totals", "csm-tui totals --json"),
    "touch": (
        'csm-tui touch acme "Agreed on the pilot" --follow-up "in 2 weeks" --task "send the plan"',
        "csm-tui touch acme - --kind meeting < notes.txt",
    ),
    "triage": ("csm-tui triage --limit 5", "csm-tui triage --json"),
}  # fmt: skip
"""By the command's name below csm-tui, with those of its groups: `plan add`."""


def with_examples(command: click.Command, name: str) -> click.Command:
    """The command, whose help ends with its examples, as does that of each command below it."""
    lines = "\n".join(f"  {example}" for example in EXAMPLES.get(name, ()))
    command.epilog = f"\b\nExamples:\n{lines}" if lines else None
    if isinstance(command, click.Group):
        for below, one in command.commands.items():  # none of the program itself, which loads them one by one
            with_examples(one, f"{name} {below}")
    return command
