"""The list of the day as a file for spreadsheets and scripts."""

from collections.abc import Sequence

from csm_tui.exchange.exports import Export
from csm_tui.exchange.tables import write_csv
from csm_tui.planning.today.columns import DAY_SPECS
from csm_tui.planning.today.day import DayLine


def day_export(lines: Sequence[DayLine]) -> Export:
    """Lines of the day in their order as CSV, a column for each of the table's."""
    rows = [[spec.exported(line) for spec in DAY_SPECS] for line in lines]
    return Export("today", {".csv": write_csv([spec.title for spec in DAY_SPECS], rows)}, {"lines": len(rows)})
