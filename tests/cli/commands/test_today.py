"""`today`: what is to be worked, what is due, what is to be followed up and validated."""

from datetime import date, timedelta
from typing import Any

from csm_tui.cli.output.text_table import cell_width
from csm_tui.domain.record import new_id
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.records.touchpoint import Touchpoint
from tests.support.driving import TODAY, client
from tests.support.plan_driving import activity, lay, lay_the_documented
from tests.support.shell import Shell

_KEYS = {
    "date", "scheduled", "week", "due", "overdue", "follow_ups", "assumptions", "risks", "personal_evaluation", "lines",
    "queue", "in_queue", "snoozed",
}  # fmt: skip


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def references(entries: list[Any]) -> list[str]:
    return [one["reference"] for one in entries]


def test_an_empty_workspace_asks_for_nothing_and_none_is_made(shell: Shell) -> None:
    answer = shell("today", "--json")
    assert (answer.code, answer.err, set(answer.json)) == (0, "", _KEYS)
    lists = {key: [] for key in _KEYS - {"date", "personal_evaluation", "in_queue"}}
    assert answer.json == {"date": "2026-03-02", "personal_evaluation": None, "in_queue": 0} | lists
    assert shell("today").out == "2026-03-02\n\nnothing is planned or due, and nobody is in the queue\n"
    assert not shell.path.parent.exists()


def test_what_is_to_be_worked_today_and_until_sunday(shell: Shell) -> None:
    acme = client("Acme")
    lay(
        shell,
        acme,
        activity("R1", 6, clients=(acme.id,), description="Show it", deadline=day(1)),
        activity("R2", 17, deadline=day(8)),
    )
    found = shell("today", "--json").json
    assert found["scheduled"] == [{"reference": "R1", "hours": 4, "description": "Show it", "clients": ["Acme"]}]
    assert found["week"] == [{"reference": "R1", "hours": 6}, {"reference": "R2", "hours": 14}]
    later = shell("today", "--json", today="2026-03-03").json
    assert [(one["reference"], one["hours"]) for one in later["scheduled"]] == [("R1", 4)]
    assert sum(one["hours"] for one in later["week"]) == 16


def test_hours_that_are_spent_are_not_to_be_worked(shell: Shell) -> None:
    lay(shell, activity("R1", 6))
    shell("plan", "log", "R1", "5")
    found = shell("today", "--json", today="2026-03-03").json
    assert found["week"] == [{"reference": "R1", "hours": 1}]


def test_the_style_of_the_settings_counts(shell: Shell) -> None:
    lay(shell, activity("R1", 5, deadline=day(4)))
    assert shell("today", "--json").json["scheduled"][0]["hours"] == 4
    shell("settings", "plan.style", "level")
    assert shell("today", "--json").json["scheduled"][0]["hours"] == 1


def test_due_is_from_today_to_the_seventh_day_and_overdue_before(shell: Shell) -> None:
    lay(
        shell,
        *(activity(f"R{number}", 1, deadline=day(number)) for number in (8, 7, 0)),
        activity("E1", 2, deadline=day(-1)),
        activity("D1", 1, deadline=day(1), status="done"),
        activity("D2", 1, deadline=day(-3), status="dropped"),
        activity("N1", 1),
    )
    found = shell("today", "--json").json
    assert found["due"] == [
        {"reference": "R0", "deadline": "2026-03-02", "remaining": 1},
        {"reference": "R7", "deadline": "2026-03-09", "remaining": 1},
    ]
    assert found["overdue"] == [{"reference": "E1", "deadline": "2026-03-01", "remaining": 2}]


def test_without_a_deadline_an_activity_is_due_at_the_quarters_end(shell: Shell) -> None:
    lay(shell, activity("N1", 1))
    assert references(shell("today", "--json", today="2026-05-24").json["due"]) == ["N1"]
    assert references(shell("today", "--json", today="2026-05-23").json["due"]) == []
    assert references(shell("today", "--json", today="2026-06-01").json["overdue"]) == ["N1"]


def test_follow_ups_have_the_form_of_their_own_command(shell: Shell) -> None:
    acme = client("Acme")
    lay(
        shell,
        acme,
        *(Touchpoint(client=acme.id, day=TODAY, note=f"n{number}", follow_up=day(number)) for number in (8, 7, -1)),
        Touchpoint(client=acme.id, day=TODAY, note="settled", follow_up=TODAY, done=True),
    )
    listed = shell("follow-ups", "--json").json
    assert [one["note"] for one in listed] == ["n-1", "n7", "n8"]
    assert shell("today", "--json").json["follow_ups"] == listed[:2]


def test_assumptions_are_told_with_what_they_stand_on_until_the_seventh_day(shell: Shell) -> None:
    acme, one = client("Acme"), activity("R1", 1)
    lay(
        shell,
        acme,
        one,
        Assumption(client=acme.id, text="of a client", validate_by=day(7)),
        Assumption(activity=one.id, text="of an activity", validate_by=day(-30)),
        Assumption(client=acme.id, text="later", validate_by=day(8)),
        Assumption(client=acme.id, text="whenever"),
        Assumption(client=acme.id, text="settled", validate_by=TODAY, state="confirmed"),
    )
    assert shell("today", "--json").json["assumptions"] == [
        {"text": "of an activity", "validate_by": "2026-01-31", "client": None, "activity": "R1"},
        {"text": "of a client", "validate_by": "2026-03-09", "client": "Acme", "activity": None},
    ]


def test_risks_to_be_reviewed_are_told_until_the_seventh_day(shell: Shell) -> None:
    acme = client("Acme")
    risks = (
        Risk(client=acme.id, kind="sponsor", text=f"in {days} days", since=day(-9), review=day(days)) for days in (7, 8)
    )
    lay(shell, acme, *risks)
    found = shell("today", "--json").json
    assert found["risks"] == [{"client": "Acme", "kind": "sponsor", "text": "in 7 days", "review": "2026-03-09"}]
    assert [(one["when"], one["kind"], one["clients"]) for one in found["lines"]] == [("next 7 days", "risk", ["Acme"])]


def test_a_play_is_put_off_alone_and_who_has_no_other_stands_behind_the_queue(shell: Shell) -> None:
    clients = [client(name, product=product) for name, product in (("Acme", 40), ("Bolt", 60), ("Cray", 70))]
    lay(shell, *clients)
    first, second, third = shell("triage", "--json").json
    play, *others = [one["play"] for one in first["suggested"]]
    snooze = Snooze(client=clients[0].id, play=play, until=day(3), reason="On leave", since=TODAY, band="red")
    more = [snooze.changed(id=new_id(), play=one, until=day(9)) for one in others]
    shell.path.unlink()
    lay(shell, *clients, snooze)
    found = shell("today", "--json").json
    assert found["queue"] == [first | {"suggested": first["suggested"][1:]}, second, third]
    assert (found["in_queue"], [one["play"] for one in found["snoozed"]]) == (3, [play])
    assert f"{play.replace('-', ' ')} put off until 5 Mar 2026: On leave" in shell("today").out
    shell.path.unlink()
    lay(shell, *clients, snooze, *more)
    found = shell("today", "--json").json
    assert (found["queue"], found["in_queue"]) == ([second, third], 2)
    assert found["snoozed"][:1] == [
        {
            "client": "Acme", "play": play, "until": "2026-03-05", "reason": "On leave", "since": "2026-03-02",
            "band": "red",
        },
    ]  # fmt: skip
    page = shell("today").out
    assert page.index("Queue, 2 of 2") < page.index("Put off")
    assert "put off until 5 Mar 2026: On leave" in page
    assert f"{play} until 2026-03-05: On leave" in shell("client", "acme").out
    assert shell("client", "acme", "--json").json["triage"]["suggested"] == []
    assert play not in {one["play"] for one in shell("today", "--json", today="2026-03-05").json["snoozed"]}


def test_the_text_has_a_part_for_all_there_is(shell: Shell) -> None:
    lay_the_documented(shell)
    page = shell("today").out
    assert page.startswith(
        "2026-03-02, 4 h planned, 2 overdue\n"
        "\nOverdue\n"
        "  2026-03-01  follow-up, Acme North: send them\n"
        "  2026-03-01  2 h today, activity: E1\n"
        "\nToday\n"
        "  2 h         activity, Acme North and Bolt: R1 Show both sites what changed,\n"
        "              due 2026-03-03\n"
        "\nNext 7 days\n"
        "  2026-03-09  assumption, Acme North and Bolt: Both sites use the same release\n"
        "\nHours of this week\n"
        "  2 h         E1\n"
        "  10 h        R1\n"
        "  1.5 h       A1\n"
        "\nQueue, 2 of 2\n"
        "  15  Bolt  retain\n"
    )


def test_no_line_is_wider_than_the_page_and_none_of_the_users_forges_a_title(shell: Shell) -> None:
    wide, line = "漢字 " * 40 + "\n\n" + " " * 100 + "deep\nFollow-ups\n\tOverdue", "長い名前" * 50
    acme = client(line)
    lay(
        shell,
        acme,
        activity(line, 9_999.25, clients=(acme.id,), description=wide, deadline=TODAY),
        activity(f"{line[1:]}2", 1, deadline=day(-1)),
        Touchpoint(client=acme.id, day=TODAY, note=wide, follow_up=TODAY, task=line),
        Assumption(client=acme.id, text=wide, validate_by=TODAY),
        Risk(client=acme.id, text=wide, since=TODAY, review=TODAY),
        Snooze(client=acme.id, play=line, until=day(3), reason=line, since=TODAY),
        *(
            Snooze(client=acme.id, play=play, until=day(3), reason=line, since=TODAY)
            for play in ("no-voice", "silence")
        ),
    )
    lines = shell("today").out.splitlines()
    assert max(map(cell_width, lines)) <= 80
    assert [one for one in lines if one and not one.startswith(" ")] == [
        "2026-03-02, 4 h planned, 1 overdue", "Overdue", "Today", "Hours of this week", "Put off",
    ]  # fmt: skip


def test_a_damaged_file_is_shown_as_far_as_it_can_be_read(shell: Shell) -> None:
    lay(shell, client("Acme"), activity("R1", 1))
    shell.path.write_bytes(shell.path.read_bytes().replace(b"Acme", b"Acne", 1))
    answer = shell("today", "--json")
    assert (answer.code, "damaged" in answer.err) == (0, True)
    assert references(answer.json["scheduled"]) == ["R1"]
