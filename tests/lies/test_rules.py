"""Each rule does what its example says."""

from dataclasses import replace

import pytest

from tests.lies.suite import FALSE_RULES
from tests.lies.telling import Rule, Told
from tests.lies.truths import TRUE_RULES


@pytest.mark.parametrize("rule", [*FALSE_RULES, *TRUE_RULES], ids=lambda rule: rule.kind)
def test_a_rule_makes_its_example(rule: Rule) -> None:
    before, after = rule.example
    beside = rule.of or Told("", before)
    assert after in list(rule.rewrite(replace(beside, sentence=before)))
