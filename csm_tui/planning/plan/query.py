"""The filter of the plan: words of an activity, and terms such as status:planned that must all hold."""

from collections.abc import Callable, Iterable

from csm_tui.domain.records.activity import Activity, ActivityStatus, Category
from csm_tui.domain.values.text import fold
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.portfolio.query import EQUALITIES, QueryError, Token, read_token, tokens

Test = Callable[[Activity], bool]

EXAMPLES = {
    "category": "category:retain", "status": "status:planned", "client": 'client:"customer 7"', "open": "open:yes",
}  # fmt: skip
"""Each term of the language with an example of it."""


def select(plan: Plan, text: str) -> list[Activity]:
    """The activities of a plan that a filter lets through.

    Raises:
        QueryError: a term cannot be read.
    """
    tests = [_test(token, plan) for token in tokens(text)]
    return [one for one in plan.activities if all(test(one) for test in tests)]


def _test(token: Token, plan: Plan) -> Test:
    def term(name: str, sign: str, wanted: str) -> Test:
        return _term(name, sign, fold(wanted), plan)

    def word(text: str) -> Test:
        return _word(fold(text), plan)

    return read_token(token, term, word, EXAMPLES["status"], EXAMPLES["status"])


def _word(word: str, plan: Plan) -> Test:
    return lambda one: word in fold(" ".join(_texts(one, plan)))


def _texts(one: Activity, plan: Plan) -> Iterable[str]:
    yield from (one.reference, one.description, one.purpose, one.results, one.measurement, one.notes)
    yield from plan.client_names(one)


def _term(name: str, sign: str, wanted: str, plan: Plan) -> Test:
    if name not in EXAMPLES:
        raise QueryError(f'no term "{name}"; terms: {", ".join(EXAMPLES.values())}. Put "quotes" around plain text.')
    if not wanted:
        raise QueryError(f"{name}{sign} what? For example {EXAMPLES[name]}")
    if sign not in EQUALITIES:
        raise QueryError(f"{name} has no order; write {EXAMPLES[name]}")
    test = _named_test(name, wanted, plan)
    return (lambda one: not test(one)) if sign == "!=" else test


def _named_test(name: str, wanted: str, plan: Plan) -> Test:
    match name:
        case "category":
            category = _one_of(name, wanted, Category)
            return lambda one: one.category == category
        case "status":
            status = _one_of(name, wanted, ActivityStatus)
            return lambda one: one.status == status
        case "open":
            is_open = _one_of(name, wanted, ("yes", "no")) == "yes"
            return lambda one: one.open is is_open
    return lambda one: any(wanted in fold(client) for client in plan.client_names(one))


def _one_of(name: str, wanted: str, choices: Iterable[str]) -> str:
    names = [*choices]
    if wanted not in names:
        raise QueryError(f'{name} is one of {", ".join(names)}; not "{wanted}"')
    return wanted
