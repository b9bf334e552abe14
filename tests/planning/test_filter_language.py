"""The reader of all filters, on a language of its own: what a term can ask, and what is said where it cannot.

What the program's languages say is tested beside them.
"""

from datetime import date
from typing import NamedTuple

import pytest

from csm_tui.domain.values.bands import Band
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import QueryError, Term, one_of, tag_term, yes_or_no


class Tree(NamedTuple):
    name: str
    height: float | None = None
    share: float = 1
    leaf: str = "broad"
    planted: date = date(2026, 3, 2)
    tags: tuple[str, ...] = ()

    @property
    def band(self) -> Band | None:
        return None if self.height is None else Band.GREEN if self.height > 10 else Band.RED


TREES = [
    Tree("oak", 20),
    Tree("tall pine", 30, 0.5, "needle"),
    Tree("shrub", 1_000, 0.1, planted=date(2025, 12, 31)),
    Tree("seed", tags=("quite-new",)),
]
LANGUAGE: Language[Tree] = Language(
    "names",
    lambda wanted: lambda tree: wanted in tree.name,
    (
        Term(
            "height", "height<=5", number=lambda tree: tree.height, unit="m", thousands=True,
            band=lambda tree: tree.band,
        ),
        Term("share", "share<1", number=lambda tree: tree.share, percent=True),
        Term("leaf", "leaf:broad", choices=one_of(("broad", "needle"), lambda tree: tree.leaf)),
        Term("old", "old:yes", choices=yes_or_no(lambda tree: tree.height is not None)),
        Term("planted", "planted>=2026", day=lambda tree: tree.planted),
        tag_term("tag:new", lambda tree: tree.tags),
        Term("name", "name:oak", word=lambda wanted: lambda tree: tree.name == wanted),
    ),
    "height<=5",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "oak, tall pine, shrub, seed"),
        ("height<30m", "oak"),
        ("height>=30M", "tall pine, shrub"),
        ("height!=20", "tall pine, shrub"),
        ("height=1,000", "shrub"),
        ("height:none", "seed"),
        ("height!=none", "oak, tall pine, shrub"),
        ("height:red", ""),
        ("HEIGHT=Green", "oak, tall pine, shrub"),
        ("share<=50%", "tall pine, shrub"),
        ("share<=0.5 -height>30", "tall pine"),
        ("leaf:NEEDLE", "tall pine"),
        ("leaf!=needle old:yes", "oak, shrub"),
        ("old:no", "seed"),
        ("planted<2026", "shrub"),
        ("planted>=2026-03 tall", "tall pine"),
        ("planted<=2025 planted:2025-12-31", "shrub"),
        ("planted!=2026", "shrub"),
        ('tag:"Quite new"', "seed"),
        ("tag:quite", ""),
        ("tag:none height<30", "oak"),
        ('name:"Tall pine"', "tall pine"),
        ("tall pine", "tall pine"),
        ('"tall p"', "tall pine"),
        ('"height<30"', ""),
        ("-old:yes", "seed"),
    ],
)
def test_what_each_kind_of_term_asks(text, found):
    assert ", ".join(tree.name for tree in LANGUAGE.parse(text).select(TREES)) == found


def test_the_words_that_are_looked_for_are_known_folded():
    query = LANGUAGE.parse('Tall -oak "Zoë\'s old" leaf:broad "height<30" ""')
    assert query.words == ("tall", "zoe's old", "height<30")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour:red", 'no field "colour"; fields: height<=5, share<1, leaf:broad, old:yes, '
                       'planted>=2026, tag:new, name:oak. '
                       'Put "quotes" around plain text.'),
        ("height<=", "height<= what? For example height<=5"),
        ("height<=tall", '"tall" is no number; write height<=5'),
        ("planted>spring", '"spring" is no date; write planted>=2026'),
        ("planted:26-03-02", '"26-03-02" is no date; write planted>=2026'),
        ("planted:red", '"red" is no date; write planted>=2026'),
        ("height>red", '"red" is no number; write height<=5'),
        ("share:amber", "share has no bands; write share<1"),
        ("leaf>broad", "leaf has no order; write leaf:broad"),
        ("leaf:flat", 'leaf is one of broad, needle; not "flat"'),
        ("old:none", 'old is one of yes, no; not "none"'),
        ("height <= 5", "write terms without spaces: height<=5"),
        ("oak -", '"-" negates what follows it: -height<=5'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_term_is_said(text, said):
    with pytest.raises(QueryError) as caught:
        LANGUAGE.parse(text)
    assert str(caught.value) == said
