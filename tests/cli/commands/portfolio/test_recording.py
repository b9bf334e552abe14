from tests.support.shell import Shell


def fill(shell: Shell) -> None:
    file = shell.path.parent / "clients.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Client,Product,Support\nAcme North,40,50\nAcme South,60,70\nZoë Foods,80,\n", encoding="utf-8")
    assert shell("import", "portfolio", file, "--as-of", "2026-01-05").code == 0


def test_scores_are_entered_as_of_today_and_make_a_snapshot(shell: Shell):
    fill(shell)
    found = shell("score", "zoe", "product=62", "support=none", "--json").json
    assert (found["client"], found["product"], found["support"], found["health"]) == ("Zoë Foods", 62, None, 62)
    assert shell("portfolio", "--where", "trend:down", "--json").json[0]["client"] == "Zoë Foods"


def test_a_whole_name_wins_over_its_parts(shell: Shell):
    fill(shell)
    shell("import", "portfolio", shell.path.parent / "clients.csv")
    assert shell("score", "acme north", "support=10", "--json").json["support"] == 10


def test_several_candidates_are_named_and_none_is_said(shell: Shell):
    fill(shell)
    several = shell("score", "acme", "product=1")
    assert (several.code, "Acme North, Acme South" in several.err) == (1, True)
    assert shell("score", "nobody", "product=1").code == 1
    assert shell("portfolio", "--where", "product<=1", "--json").json == []


def test_wrong_use_is_said(shell: Shell):
    fill(shell)
    for wrong in ("product", "health=50", "product=101", "product=x"):
        assert shell("score", "zoe", wrong).code == 2
