"""What is left on the terminal when the program fails. The whole program is made to fail in tests/terminal."""

import pytest
from textual.app import App

from csm_tui.ending import INTERNAL_ERROR
from csm_tui.textual_patches.safety.crash import PrivateCrashApp, crash_report


class _Failing(PrivateCrashApp[None]):
    def on_mount(self) -> None:
        customer = "Fictional Mills, overdue"
        raise ValueError(customer)


async def test_a_crash_says_where_and_nothing_of_the_data(capfd: pytest.CaptureFixture[str]) -> None:
    app = _Failing()
    with pytest.raises(ValueError):
        async with app.run_test():
            pass
    assert app.return_code == INTERNAL_ERROR
    app._print_error_renderables()
    said = "".join(capfd.readouterr())
    assert "csm-tui stopped: ValueError at test_crash.py" in said
    assert "Fictional" not in said


@pytest.mark.parametrize("way", ["panic", "_fatal_error"])
def test_both_ways_out_are_textuals(way: str) -> None:
    assert callable(getattr(App, way))
    assert getattr(PrivateCrashApp, way) is not getattr(App, way)


def test_without_an_error_it_says_so() -> None:
    assert crash_report(None) == "csm-tui stopped: NoneType at "
