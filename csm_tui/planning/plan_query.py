"""The filter of the plan: words of an activity, and terms such as status:planned that must all hold."""

from collections.abc import Callable, Iterable

from csm_tui.domain.activity import Activity, Category, Status
from csm_tui.domain.text import fold
from csm_tui.planning.plan import Plan
from csm_tui.planning.query import QueryError, tokens

Test = Callable[[Activity], bool]

EXAMPLES = {
    "category": "category:retain", "status": "status:planned", "client": 'client:"customer 7"', "open": "open:yes",
}  # fmt: skip


def select(plan: Plan, text: str) -> list[Activity]:
    """The activities of a plan that a filter lets through.

    Raises:
        QueryError: a term cannot be read.
    """
    tests = [_test(token.text, token.negated, token.plain, plan) for token in tokens(text)]
    return [one for one in plan.activities if all(test(one) for test in tests)]


def _test(text: str, negated: bool, plain: int, plan: Plan) -> Test:
    name, colon, wanted = text.partition(":")
    test = _term(fold(name), fold(wanted), plan) if colon and len(name) < plain else _word(fold(text), plan)
    return (lambda one: not test(one)) if negated else test


def _word(word: str, plan: Plan) -> Test:
    return lambda one: word in fold(" ".join(_texts(one, plan)))


def _texts(one: Activity, plan: Plan) -> Iterable[str]:
    yield from (one.reference, one.description, one.purpose, one.results, one.measurement, one.notes)
    yield from plan.client_names(one)


def _term(name: str, wanted: str, plan: Plan) -> Test:
    match name:
        case "category":
            category = _one_of(Category, name, wanted)
            return lambda one: one.category == category
        case "status":
            status = _one_of(Status, name, wanted)
            return lambda one: one.status == status
        case "client":
            return lambda one: any(wanted in fold(client) for client in plan.client_names(one))
        case "open" if wanted in ("yes", "no"):
            return lambda one: one.open is (wanted == "yes")
    raise QueryError(f'no term "{name}:{wanted}"; terms: {", ".join(EXAMPLES.values())}')


def _one_of(choices: Iterable[str], name: str, wanted: str) -> str:
    names = [*choices]
    if wanted not in names:
        raise QueryError(f"{name} is one of {', '.join(names)}")
    return wanted
