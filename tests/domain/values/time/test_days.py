"""The one range of days, whoever names one."""

import ast
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from csm_tui import domain
from csm_tui.domain.problems import explain
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.time.days import FIRST_DAY, LAST_DAY, OUT_OF_REACH, Day, nearest_day, within_reach

OUTSIDE = [date.min, FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1), date.max]


@pytest.mark.parametrize("day", OUTSIDE)
def test_what_lies_outside_is_refused_and_has_a_nearest_day(day: date) -> None:
    with pytest.raises(ValueError, match=OUT_OF_REACH):
        within_reach(day)
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(day)
    assert nearest_day(day) in (FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize("day", [FIRST_DAY, date(2026, 3, 2), LAST_DAY])
def test_what_lies_within_is_taken_as_it_is(day: date) -> None:
    assert within_reach(day) == TypeAdapter(Day).validate_python(day.isoformat()) == nearest_day(day) == day


def test_a_model_says_it_in_the_words_of_the_readers() -> None:
    with pytest.raises(ValidationError) as caught:
        Touchpoint(client="x", day=date.max, note="n", follow_up=date.min)
    assert explain(Touchpoint, caught.value) == {"day": OUT_OF_REACH, "follow_up": OUT_OF_REACH}
    with pytest.raises(ValidationError) as caught:
        Client(name="Acme", history=((date.max, 1, None, None, None),))
    assert explain(Client, caught.value) == {"history": OUT_OF_REACH}


def test_no_field_of_a_record_has_a_range_of_days_of_its_own() -> None:
    folder = Path(domain.__file__).parent
    bare = [
        f"{path.name}:{line.lineno}"
        for path in (*folder.glob("records/*.py"), folder / "settings.py")
        for kind in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(kind, ast.ClassDef)
        for line in kind.body
        if isinstance(line, ast.AnnAssign) and re.search(r"\bdate\b", ast.unparse(line.annotation))
    ]
    assert bare == []
