"""A field for a day in a form that is no record's."""

from datetime import date

from csm_tui.domain.values.time.dates import read_date, read_past_date
from csm_tui.forms.read_back import date_read_back, fixed_day, past_date_read_back
from csm_tui.widgets.form.field import Field


def day_field(name: str, label: str, rule: str, today: date, quarter: date, *, past: bool = False) -> Field:
    """A day as `read_date` reads it, or `read_past_date` if it is `past`; W7 is counted from the Monday `quarter`."""
    read = read_past_date if past else read_date
    read_back = past_date_read_back if past else date_read_back
    return Field(
        name, label, rule, read_back=lambda text: read_back(text, today, quarter),
        fixed=lambda text, day: fixed_day(read, text, day, quarter),
    )  # fmt: skip
