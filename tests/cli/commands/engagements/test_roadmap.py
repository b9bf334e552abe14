"""The roadmaps on the command line, and the cash flow that is brought in there."""

from pathlib import Path

import pytest

from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.session.user_files.presentation_file import PresentationFile, SlidePlace
from tests.support.roadmaps import example_csv
from tests.support.sessions import opened
from tests.support.shell import Shell

TODAY = "2026-11-26"


@pytest.fixture
def acme(shell: Shell, tmp_path: Path) -> Shell:
    clients, flow = tmp_path / "clients.csv", tmp_path / "flow.csv"
    clients.write_text("Client\nAcme\nBolt\n", encoding="utf-8")
    flow.write_text(example_csv(), encoding="utf-8")
    assert shell("import", "portfolio", clients).code == 0
    done = shell("import", "cash-flow", flow, "--client", "acme", "--start", "2026-01", "--json", today=TODAY)
    assert (done.code, done.json["added"]) == (0, 20)
    return shell


def test_every_figure_of_the_example_as_json(acme: Shell) -> None:
    (one,) = acme("roadmap", "--client", "acme", "--json", today=TODAY).json
    assert {key: one[key] for key in ("title", "engagement", "start", "month", "currency", "unit")} == {
        "title": "Customer success roadmap", "engagement": "First engagement", "start": "2026-01-01", "month": 10,
        "currency": "", "unit": "thousand",
    }  # fmt: skip
    flow = one["cash_flow"]
    sums = {(each["year"], each["quarter"]): each for each in flow["quarters"]}
    assert flow["totals"]["estimated"] == {"expenditure": 5165, "income": 10250, "net": 5085}
    assert [sums[at]["estimated"]["cumulative"] for at in ((3, 4), (4, 1))] == [-95, 440]
    assert sums[1, 2]["actual"] == {"expenditure": 965, "income": 145, "net": -820, "cumulative": -3060}
    assert sums[1, 3]["actual"] is None
    assert sums[3, 4]["reforecast"] == {"net": 535, "cumulative": 50}
    assert sums[5, 4]["reforecast"]["cumulative"] == 5230
    assert flow["break_even"] == {
        "estimated": {"year": 4, "quarter": 1, "months": 39}, "reforecast": {"year": 3, "quarter": 4, "months": 36},
        "goal_months": None,
    }  # fmt: skip
    assert flow["variance_to_date"] == {"expenditure": 55, "income": 90, "net": 145}


def test_the_text_says_how_it_stands_and_fits_a_page(acme: Shell) -> None:
    text = acme("roadmap", today=TODAY).out
    assert "Acme: First engagement, Customer success roadmap\n  month 10 of 60, since 2026-01\n" in text
    assert "145 thousand better than estimated after 2 quarters" in text
    assert "break-even re-forecast: year 3 Q4, after 36 months" in text
    said = "so far: cost 55 thousand below the estimate (1.7 %), income 90 thousand above the estimate (90 %)"
    assert said in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80


def test_the_same_file_again_changes_nothing_and_one_without_a_roadmap_says_so(acme: Shell, tmp_path: Path) -> None:
    flow = tmp_path / "flow.csv"
    assert acme("import", "cash-flow", flow, "--client", "acme", today=TODAY).out == (
        "0 added, 0 updated, 20 unchanged\n"
    )
    assert acme("roadmap", "--client", "bolt").out == "no roadmaps\n"
    done = acme("import", "cash-flow", flow, "--client", "bolt", "--initiative", "Rollout", "--dry-run", today=TODAY)
    assert done.out == "would be: 20 added, 0 updated, 0 unchanged\n"
    assert acme("roadmap", "--client", "bolt", "--json").json == []


def test_a_bad_cell_keeps_the_file_out_and_many_alike_are_one_line(acme: Shell, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    rows = "".join(f"{1 + place // 4},{1 + place % 4},soon\n" for place in range(8))
    bad.write_text(f"Year,Quarter,Estimated income\n{rows}", encoding="utf-8")
    done = acme("import", "cash-flow", bad, "--client", "acme", today=TODAY)
    assert done.code == 1
    assert done.out.splitlines()[:2] == [
        "Estimated income: 8 cells: an amount is a number, such as 2,285 or (2,285), a dash for 0, or empty, such as "
        'row 2 "soon", row 3 "soon", row 4 "soon", row 5 "soon", row 6 "soon"',
        "nothing came in; mend these cells",
    ]


def test_actuals_of_the_future_are_asked_about_and_settled(acme: Shell, tmp_path: Path) -> None:
    ahead = tmp_path / "ahead.csv"
    ahead.write_text("Quarter,Costs (actual)\n2026-Q4,5\n2027-Q1,6\n", encoding="utf-8")
    call = "import", "cash-flow", ahead, "--client", "bolt", "--start", "2026-10"
    done = acme(*call, today=TODAY)
    assert done.code == 1
    assert 'Costs (actual): row 3 "6": an actual of a quarter that has not begun\n' in done.out
    assert "1 actual is of a quarter that has not begun (row 3, Costs (actual): 6); say one of\n" in done.out
    assert "  --future-actuals leave-out  leave them out\n" in done.out
    assert acme(*call, "--future-actuals", "leave-out", "--dry-run", today=TODAY).code == 0
    assert acme(*call, "--future-actuals", "take", today=TODAY).code == 0
    (one,) = acme("roadmap", "--client", "bolt", "--json", today=TODAY).json
    assert [each["actual"]["expenditure"] for each in one["cash_flow"]["quarters"]] == [5, 6]


@pytest.mark.parametrize("start", ["2026", "2026-13", "soon", "2026-01-05"])
def test_a_wrong_month_is_a_wrong_call(start: str, acme: Shell, tmp_path: Path) -> None:
    done = acme("import", "cash-flow", tmp_path / "flow.csv", "--client", "acme", "--start", start)
    assert (done.code, "is no month like 2026-03" in done.err) == (2, True)


def test_a_roadmap_is_written_to_a_file(acme: Shell, tmp_path: Path) -> None:
    page = tmp_path / "acme.html"
    done = acme("export", "roadmap", page, "--client", "acme", "--json", today=TODAY)
    assert done.json == {"file": str(page), "roadmaps": 1}
    assert "145 thousand better" in page.read_text(encoding="utf-8")
    assert "No" not in acme("export", "roadmap", "-", "--client", "acme", "--no-finance", today=TODAY).err
    for wrong, said in ((tmp_path / "a.txt", ".html, .md, .json or .pptx"), (tmp_path / "no" / "a.md", "")):
        refused = acme("export", "roadmap", wrong, "--client", "acme")
        assert refused.code in (1, 2)
        assert said in refused.err
    assert "Bolt has no roadmap" in acme("export", "roadmap", page, "--client", "bolt").err


def test_the_notes_follow_what_is_presented(acme: Shell) -> None:
    assert acme("present", "--client", "acme").code == 2
    done = acme("present", "--client", "acme", "--notes", today=TODAY)
    assert "not presented at the moment" in done.out
    (one,) = acme("roadmap", "--json", today=TODAY).json
    session = opened(acme.path)
    (roadmap,) = session.workspace.table(Roadmap).records.values()
    PresentationFile(acme.path).tell(SlidePlace(roadmap.id, 4))
    done = acme("present", "--client", "acme", "--notes", today=TODAY)
    assert f"Acme: {one['title']}\nnow 5 of 6, Financial performance; then Discussion and next steps\n" in done.out
    PresentationFile(acme.path).path.write_bytes(b"[")
    assert "not presented" in acme("present", "--client", "acme", "--notes").out
    assert "Bolt has no roadmap" in acme("present", "--client", "bolt", "--notes").err


def test_a_deck_is_written_and_a_template_is_for_a_deck_only(acme: Shell, tmp_path: Path) -> None:
    deck = tmp_path / "acme.pptx"
    done = acme("export", "roadmap", deck, "--client", "acme", "--json", today=TODAY)
    assert done.json == {"file": str(deck), "roadmaps": 1}
    assert deck.read_bytes().startswith(b"PK")
    assert acme("export", "roadmap", tmp_path / "a.md", "--client", "acme", "--template", deck).code == 2
    bad = tmp_path / "bad.potx"
    bad.write_bytes(b"no")
    done = acme("export", "roadmap", deck, "--client", "acme", "--template", bad)
    assert (done.code, "bad.potx was refused: it is no template of slides" in done.err) == (1, True)
    assert acme("export", "roadmap", tmp_path / "no" / "a.pptx", "--client", "acme").code == 1
