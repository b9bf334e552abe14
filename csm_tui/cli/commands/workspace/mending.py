"""`mend`: records that break a rule, and the ways to put them right."""

from typing import Any

import click
import orjson

from csm_tui.cli.commands.workspace.maintenance import to_mend_object
from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.domain.text import fold
from csm_tui.session.workspace_file.mending import ToMend

_WAYS = (
    "csm-tui mend RECORD --set FIELD=VALUE gives a field another value,",
    "csm-tui mend RECORD --as-shown saves it without what breaks a rule,",
    "csm-tui mend RECORD --set-aside puts it out of the way; a backup is made before each.",
)


@click.command()
@click.argument("record", required=False)
@click.option("--set", "values", multiple=True, metavar="FIELD=VALUE", help="Give a field another value.")
@click.option("--as-shown", is_flag=True, help="Save it without what breaks a rule.")
@click.option("--set-aside", is_flag=True, help="Put it out of the way; it stays in the file.")
@as_json
@pass_options
def mend(options: Options, record: str | None, values: tuple[str, ...], as_shown: bool, set_aside: bool) -> None:
    """List the records that break a rule, or mend RECORD: its id, or any part of its name that only one has."""
    maintenance = options.maintenance()
    found = maintenance.to_mend()
    asked = bool(values) + as_shown + set_aside
    if record is None:
        if asked:
            raise click.UsageError("name the record; csm-tui mend lists them")
        answer(options, [to_mend_object(one) for one in found], _text(found))
        return
    if asked != 1:
        raise click.UsageError("say how: --set FIELD=VALUE, --as-shown or --set-aside")
    one = _named(found, record)
    if set_aside:
        maintenance.set_aside(one)
    else:
        maintenance.mend(one, dict(map(_read_value, values)))
    done = "set aside" if set_aside else "mended"
    answer(options, {"record": one.label, "id": one.id, "done": done}, f"{done}: {one.label}")


def _named(found: tuple[ToMend, ...], text: str) -> ToMend:
    fitting = [one for one in found if one.id == text] or [one for one in found if fold(text) in fold(one.label)]
    if len(fitting) != 1:
        which = "no record" if not fitting else f"{len(fitting)} records"
        raise Refusal(f"{text!r} is {which} to be mended; csm-tui mend lists them")
    return fitting[0]


def _read_value(pair: str) -> tuple[str, Any]:
    """A field and its value: as JSON where it is some, else the text as it is."""
    name, equals, text = pair.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{pair!r} is not like acv=35000", param_hint="--set")
    try:
        return name, orjson.loads(text)
    except orjson.JSONDecodeError:
        return name, text


def _text(found: tuple[ToMend, ...]) -> str:
    if not found:
        return "nothing to mend"
    return "\n".join([*(f"- {one} [{one.id}]" for one in found), *_WAYS])
