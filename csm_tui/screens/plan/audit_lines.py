"""How the audit of a plan is drawn. Pure functions, no widgets."""

from collections.abc import Sequence

from csm_tui.domain.records.assessment import Assessment
from csm_tui.planning.plan.audit import Check
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import wrapped


def audit_lines(checks: Sequence[Check], assessments: Sequence[Assessment], width: int, glyphs: Glyphs) -> list[Line]:
    """The latest self-assessments, then each check with its sign."""
    lines: list[Line] = [[(" Audit", "strong"), (f"  {sum(one.ok for one in checks)} of {len(checks)} held", "dim")]]
    for mark in assessments:
        parts = f"{mark.completeness} + {mark.accuracy} + {mark.quality} = {mark.total} of 15"
        lines.append([(f" Self-assessment of {mark.day}: {parts}, ", ""), (str(mark.verdict), "strong")])
    for one in checks:
        sign = glyphs.green if one.ok else glyphs.red
        first, *others = wrapped(one.detail, max(width - 17, 10)) or [""]
        lines.append([(f" {sign} {one.check:13} ", "green" if one.ok else "red"), (first, "dim" if one.ok else "")])
        lines += [[(" " * 17, ""), (part, "dim" if one.ok else "")] for part in others]
    return lines
