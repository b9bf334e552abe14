"""Conflicts: fields in which one person typed while others saved something else, with three values each."""

from csm_tui.forms.form_spec import FieldConflict, FormSpec, Result, Texts


def field_conflicts(now: FormSpec[Result], opened: Texts, mine: Texts) -> tuple[FieldConflict, ...]:
    """The fields whose saved value now differs both from the value that the form was opened on and from what was typed.

    Args:
        now: The form as it would open now.
        opened: The texts with which it was opened.
        mine: The texts in it now.
    """
    if now.new:
        return ()
    if now.compare is not None:
        return now.compare(opened, mine)
    texts = ((field, now.first.get(field.name, "")) for field in now.fields)
    return tuple(
        FieldConflict(field.name, field.label.strip(), opened.get(field.name, ""), mine.get(field.name, saved), saved)
        for field, saved in texts
        if saved not in (opened.get(field.name, ""), mine.get(field.name, saved))
    )


def rebased(now: FormSpec[Result], untyped: Texts, mine: Texts) -> dict[str, str]:
    """The texts of a form, with the values saved by now in fields where nothing was typed."""
    return {name: now.first.get(name, text) if text == untyped.get(name, "") else text for name, text in mine.items()}
