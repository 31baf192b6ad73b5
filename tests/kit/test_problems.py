import re

from app.kit.problem_table import PROBLEM_TYPES, PROBLEMS
from app.kit.problems import InvalidParameter, NotFound


def test_every_problem_type_has_a_slug_of_its_own_an_error_status_and_an_explanation() -> None:
    assert len(PROBLEM_TYPES) == len(PROBLEMS)
    for slug, problem_type in PROBLEM_TYPES.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", slug)
        assert 400 <= problem_type.status <= 599
        assert problem_type.explanation.endswith(".")


def test_a_problem_without_a_detail_says_what_its_type_says() -> None:
    assert str(NotFound()) == NotFound.type.title


def test_the_problem_of_one_parameter_names_it_in_words_and_in_data() -> None:
    problem = InvalidParameter.of("limit", "is too large")
    assert problem.detail == "The parameter 'limit' is too large."
    assert [(fault.parameter, fault.detail) for fault in problem.errors] == [("limit", "is too large")]
