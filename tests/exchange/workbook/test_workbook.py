"""The workbook: its tables come back the same, nothing in it acts, its formulas say what the program says."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.portfolio.portfolio_import import import_clients
from csm_tui.exchange.workbook.pages import Pages
from csm_tui.exchange.workbook.workbook import workbook, workbook_export
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.portfolio.rows import row_of
from csm_tui.planning.portfolio.totals import totals
from csm_tui.session.demo.demo import demo_workspace
from tests.support.builders import TODAY, client, one_score
from tests.support.evaluation_builders import engagement, entries, evaluation, personal
from tests.support.hostile import NAMES
from tests.support.plan_builders import QUARTER, activity, kept
from tests.support.roadmaps import example_phases, example_quarters


def made(workspace: Workspace) -> bytes:
    return workbook(workspace, plan_of(workspace, present_quarter(workspace.settings, TODAY)), TODAY)


def texts(data: bytes) -> set[str]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}


def parts(data: bytes, pattern: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        names = [name for name in packed.namelist() if re.fullmatch(pattern, name)]
        return "\n".join(packed.read(name).decode() for name in names)


def test_the_demo_comes_back_unchanged() -> None:
    workspace = demo_workspace(TODAY)
    data, plan = made(workspace), plan_of(workspace, present_quarter(workspace.settings, TODAY))
    book, activities = import_clients(data, workspace, TODAY), import_plan(data, workspace, plan, TODAY)
    assert (book.added, book.updated, book.unchanged, book.rejected, book.questions) == (0, 0, 15, (), ())
    assert (activities.added, activities.updated, activities.rejected) == (0, 0, ())
    assert activities.unchanged == len(plan.activities)


def _id(one: Client) -> str:
    return one.id


WORDS = st.sampled_from(["Acme", "Zoë & Söhne", "=1+1", "漢字", "a; b", "'quoted'", "-3", "two  spaces", '="x"', "n/a"])


@st.composite
def books(draw: st.DrawFn) -> list[Client | Activity]:
    """Clients with any figures and texts, and activities for them. Scores that are all below 11 would be asked about:
    one client has others."""
    count = draw(st.integers(1, 4))
    clients = [client("Usual", product=80, satisfaction=80, support=80, sponsorship=80)]
    clients += [
        client(
            f"Client {number} {draw(WORDS)}", acv=draw(st.none() | st.integers(0, 10**6) | st.just(416.667)),
            renewal_date=draw(st.none() | st.dates(TODAY, TODAY.replace(year=2030))), notes=draw(WORDS),
            product=draw(st.none() | one_score()), support=draw(st.none() | one_score()), owner=draw(WORDS),
            tags=draw(st.lists(st.sampled_from(["a", "b-c"]), unique=True)),
        )
        for number in range(count)
    ]  # fmt: skip
    work = [
        activity(
            f"R{number}", description=draw(WORDS), hours=draw(st.integers(1, 40)) / 4, notes=draw(WORDS),
            clients=tuple(one.id for one in draw(st.lists(st.sampled_from(clients), unique_by=_id, max_size=2))),
            deadline=draw(st.none() | st.dates(QUARTER.start, QUARTER.end)),
        )
        for number in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    return [*clients, *work]


@given(books())
@settings(max_examples=15)
def test_any_tables_come_back_the_same(records: list[Client | Activity]) -> None:
    workspace = kept(*records)
    plan = plan_of(workspace, QUARTER)
    data = workbook(workspace, plan, TODAY)
    found = import_clients(data, workspace, TODAY)
    assert (found.added, found.updated, found.rejected, found.questions) == (0, 0, (), ())
    if plan.activities:
        activities = import_plan(data, workspace, plan, TODAY)
        assert (activities.added, activities.updated, activities.rejected) == (0, 0, ())


def test_no_text_in_it_acts() -> None:
    acme = client("Acme", notes="\n".join(NAMES[:40]), owner="=cmd|' /C calc'!A0")
    bolts = [client(f"{number} {text}"[:150]) for number, text in enumerate(NAMES)]
    work = engagement(acme, "=HYPERLINK(1)")
    form = evaluation(work, phase="a/b*c?[d]:e" * 3)
    learned = entries(form, {Section.LESSONS: ["=1+1", "+2", "@x", "http://evil.example", "-3"]})
    data = made(kept(acme, *bolts, work, form, *learned, activity("R1", description="=2+2", clients=(acme.id,))))
    assert "<f>" not in "".join(line for line in parts(data, r"xl/worksheets/sheet[12]\.xml").split("<c "))
    formulas = re.findall(r"<f>(.*?)</f>", parts(data, r"xl/worksheets/sheet\d+\.xml"))
    assert all(formula.startswith(("SUM(", "0")) for formula in formulas)
    assert "<hyperlink" not in parts(data, r".*\.xml")
    assert "hyperlink" not in parts(data, r".*\.rels")
    assert {"=1+1", "+2", "@x", "http://evil.example", "-3", "=2+2"} <= texts(data)


def test_pages_that_would_share_a_name_get_names_of_their_own() -> None:
    acme = client("History")
    work = [engagement(acme, name) for name in ("One", "Two")]
    forms = [evaluation(one, phase="Onboarding of all the many branches abroad") for one in work]
    names = CalamineWorkbook.from_filelike(BytesIO(made(kept(acme, *work, *forms)))).sheet_names
    assert names[-2:] == ["History Onboarding of all the m", "History Onboarding of all the 2"]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= 31


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("'Abcdefghijklmnopqrstuvwxyzabcd'efgh", "Abcdefghijklmnopqrstuvwxyzabcd"),
        ("\U0001f30d" * 20, "\U0001f30d" * 15),
        ("' / '", "Page"),
    ],
)
def test_the_name_of_a_page_is_cut_as_excel_takes_it(wanted: str, name: str) -> None:
    assert Pages().page(wanted).sheet.get_name() == name


def test_explanations_over_several_columns_do_not_stretch_their_rows() -> None:
    dashboard = parts(made(demo_workspace(TODAY)), r"xl/worksheets/sheet1\.xml")
    heights = [float(height) for height in re.findall(r'<row [^>]*?ht="([\d.]+)"', dashboard)]
    assert max(heights, default=15.0) <= 60


def test_whole_amounts_and_hours_end_in_no_decimal_point() -> None:
    formats = re.findall(r'formatCode="([^"]*)"', parts(made(demo_workspace(TODAY)), r"xl/styles\.xml"))
    assert [one for one in formats if ".#" in one] == []


def test_the_dashboard_has_the_sums_that_the_portfolio_has() -> None:
    workspace = demo_workspace(TODAY)
    rows = [row_of(one, workspace, TODAY) for one in workspace.clients.values()]
    book = CalamineWorkbook.from_filelike(BytesIO(made(workspace)))
    found = [row[:3] for row in book.get_sheet_by_name("Dashboard").to_python()]
    wanted = [[one.name.capitalize(), one.sum.clients, one.sum.acv] for one in totals(rows).sums]
    assert found[found.index(["", "Clients", "ACV"]) + 1 :][: len(wanted)] == wanted


def test_bands_are_rules_of_the_workbook_and_charts_are_its_own() -> None:
    data = made(demo_workspace(TODAY))
    health = parts(data, r"xl/worksheets/sheet2\.xml")
    assert health.count("<conditionalFormatting") == 5
    assert "INT(" in health
    assert "&gt;=75" in health
    charts = parts(data, r"xl/charts/chart\d+\.xml")
    assert "<c:radarChart>" in charts
    assert "<c:lineChart>" in charts
    assert "<autoFilter" in health
    printed = re.findall(r"_xlnm.Print_Area[^>]*>([^<]*)<", parts(data, r"xl/workbook\.xml"))
    assert len(printed) == len(re.findall("<c:chart>", charts)), "pages with a chart are printed with all of it"
    sheets = CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names
    last = parts(data, rf"xl/worksheets/sheet{len(sheets)}\.xml")
    assert sheets[-1].startswith("Roadmap")
    assert 'orientation="portrait"' in last, "years of quarters and the chart below them fit a page"
    assert 'state="frozen"' in health
    assert 'fitToPage="1"' in health


def roadmap_cells(data: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    name = next(one for one in book.sheet_names if one.startswith("Roadmap"))
    return book.get_sheet_by_name(name).to_python()


def test_the_cash_flow_is_that_of_the_program() -> None:
    from tests.support.kinds.forms import ACME, WAY, WORK

    data = made(kept(ACME, WORK, WAY, *example_quarters(WAY.id), *example_phases(WAY.id), personal()))
    rows = [row for row in roadmap_cells(data) if str(row[0]) in ("Q1", "Q2", "Q3", "Q4")]
    assert [row[7] for row in rows][11:13] == [-95, 440]
    assert [row[10] for row in rows][11] == 50
    total = next(row for row in roadmap_cells(data) if row[0] == "Total")
    assert (total[2], total[4]) == (5165, 10250)


def test_it_is_named_as_exports_are() -> None:
    workspace = demo_workspace(TODAY)
    export = workbook_export(workspace, plan_of(workspace, QUARTER), TODAY)
    assert export.file_name(TODAY) == "workbook-2026-03-02.xlsx"
    assert export.data.startswith(b"PK")


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_opens_it_and_computes_the_same(tmp_path: Path) -> None:
    from tests.support.kinds.forms import ACME, WAY, WORK

    workspace = kept(ACME, WORK, WAY, *example_quarters(WAY.id), personal())
    (tmp_path / "book.xlsx").write_bytes(made(workspace))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "ods"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")], check=True, timeout=240,
                   capture_output=True)  # fmt: skip
    if not (tmp_path / "book.ods").exists():
        pytest.skip("LibreOffice is here without Calc")
    before, after = roadmap_cells(made(workspace)), roadmap_cells((tmp_path / "book.ods").read_bytes())
    quarters = [row[:11] for row in before if str(row[0]).startswith("Q")]
    assert len(quarters) > 12
    assert [row[:11] for row in after if str(row[0]).startswith("Q")] == quarters
