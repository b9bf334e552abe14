"""`settings`: look at and change what the rules depend on."""

import click

from csm_tui.cli.completion.suggestions import setting_keys
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.domain.settings import Setting, Settings, all_settings, change_setting, setting_text
from csm_tui.session.changes import Change


@click.command()
@click.argument("key", required=False, shell_complete=setting_keys)
@click.argument("value", required=False)
@as_json
@pass_options
def settings(options: Options, key: str | None, value: str | None) -> None:
    """Show all settings, show the one named KEY, or set it to VALUE.

    The four weights are set together, as they must sum to 100: settings weights 50,25,12.5,12.5
    """
    session = options.open_session()
    present = session.workspace.settings
    if key is not None and value is not None:
        wanted = _changed(present, key, value)
        session.apply(Change(f"setting {key}", settings=(present, wanted)))
        options.done = True
        present = session.workspace.settings
    chosen = _chosen(present, key)
    answer(options, {one.key: one.value for one in chosen}, _text(chosen))


def _changed(present: Settings, key: str, value: str) -> Settings:
    try:
        return change_setting(present, key, value)
    except KeyError:
        raise _unknown(key) from None
    except ValueError as error:
        hint = "; set all four at once: csm-tui settings weights 50,25,12.5,12.5" if key.startswith("weights.") else ""
        raise click.BadParameter(f"{key}: {error}{hint}") from None


def _chosen(present: Settings, key: str | None) -> list[Setting]:
    """The setting of that key, or all of a section such as weights."""
    everything = all_settings(present)
    chosen = [one for one in everything if key is None or one.key == key or one.key.startswith(f"{key}.")]
    if not chosen:
        raise _unknown(key or "")
    return chosen


def _unknown(key: str) -> click.BadParameter:
    return click.BadParameter(f"there is no setting {key!r}; csm-tui settings lists all")


def _text(chosen: list[Setting]) -> str:
    rows = [
        [f"{one.key:27} {setting_text(one.value):6}", f"default {setting_text(one.default):6}", one.meaning]
        for one in chosen
    ]
    return "\n".join("  ".join(row) for row in rows)
