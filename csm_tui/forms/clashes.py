"""What others saved of the fields in which somebody typed: three values each, to be chosen between."""

from csm_tui.forms.form_spec import Clash, FormSpec, Result, Texts


def clashes(now: FormSpec[Result], opened: Texts, mine: Texts) -> tuple[Clash, ...]:
    """The fields in which something else is saved by now than what the form was opened on, and than what is typed.

    Args:
        now: The form as it would open now.
        opened: The texts that it was opened on.
        mine: The texts that stand in it.
    """
    if now.new:
        return ()
    if now.compare is not None:
        return now.compare(opened, mine)
    texts = ((field, now.first.get(field.name, "")) for field in now.fields)
    return tuple(
        Clash(field.name, field.label.strip(), opened.get(field.name, ""), mine.get(field.name, saved), saved)
        for field, saved in texts
        if saved not in (opened.get(field.name, ""), mine.get(field.name, saved))
    )


def rebased(now: FormSpec[Result], untyped: Texts, mine: Texts) -> dict[str, str]:
    """The texts that stand in a form, with what is saved by now where nobody typed."""
    return {name: now.first.get(name, text) if text == untyped.get(name, "") else text for name, text in mine.items()}
