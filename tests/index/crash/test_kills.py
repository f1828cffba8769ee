"""A process is killed at every step that has a name, and at random moments; nothing that it acknowledged is lost.

`WENJU_TEST_KILLS` says how many kills there are in all, 100 where it is not set; with more of them a step is also
killed at later times that it is reached, and in every job that it is part of.
"""

import math
import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.index.crash.history import state_of, states
from tests.index.crash.scenarios import SCENARIOS, Scenario, opened
from tests.index.crash.steps import Fate
from tests.index.crash.work import DATA
from tests.index.crash.zygote import Zygote

KILLS = int(os.environ.get("WENJU_TEST_KILLS", "100"))
# Every named step once, which is some eighty times, or half of all kills; then again and again; the rest at random.
NAMED = max(80, KILLS // 2)
CHAIN = KILLS * 8 // 100
AT_RANDOM = {
    name: math.ceil((KILLS - NAMED - CHAIN) * share)
    for name, share in (("create", 0.15), ("write", 0.6), ("backup", 0.05), ("restore", 0.1), ("reindex", 0.1))
}
SECONDS = 3 * KILLS + 120

pytestmark = [pytest.mark.slow, pytest.mark.timeout(SECONDS)]


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote() as zygote:
        yield zygote


@pytest.fixture(scope="module")
def bases(zygote: Zygote, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder that each job begins in."""
    made = {name: tmp_path_factory.mktemp(name) for name in SCENARIOS}
    for name, scenario in SCENARIOS.items():
        scenario.prepare(made[name], zygote)
    return made


def fresh(base: Path, root: Path) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(base, root)
    return root


def told(scenario: Scenario, root: Path, zygote: Zygote) -> tuple[str, ...]:
    """Give the steps of a job that nothing happens to."""
    life = zygote.run(scenario.job, root, first=scenario.first, blocks=scenario.blocks, told=True)
    assert life.exit_code == 0
    scenario.check(root, life)
    return life.steps


def fates(steps: Sequence[str], known: set[str], kills: int) -> list[Fate]:
    """Choose where to die: at every step that no job before had, then at others and at later times, evenly."""
    seen: Counter[str] = Counter()
    every = []
    for step in steps:
        every.append(Fate(step, seen[step]))
        seen[step] += 1
    first = [fate for fate in every if not fate.passed and fate.step not in known]
    rest = [fate for fate in every if fate not in first]
    more = max(0, min(kills - len(first), len(rest)))
    return first + [rest[number * len(rest) // more] for number in range(more)]


def shared_out(kills: int, steps: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Give every job as many kills as any other, and what one has no steps for to the others."""
    shares: dict[str, int] = {}
    for name in sorted(steps, key=lambda name: len(steps[name])):
        shares[name] = min(len(steps[name]), (kills - sum(shares.values())) // (len(steps) - len(shares)))
    return shares


@contextmanager
def noted(words: str) -> Iterator[None]:
    """Let a failure say which kill it followed."""
    try:
        yield
    except BaseException as error:
        error.add_note(words)
        raise


def test_a_process_that_is_killed_at_any_named_step_loses_and_doubles_nothing(
    zygote: Zygote, bases: dict[str, Path], tmp_path: Path
) -> None:
    known: set[str] = set()
    killed: Counter[str] = Counter()
    steps = {name: told(one, fresh(bases[name], tmp_path / "told"), zygote) for name, one in SCENARIOS.items()}
    shares = shared_out(NAMED, steps) if KILLS > 100 else dict.fromkeys(steps, 0)
    for name, scenario in SCENARIOS.items():
        for fate in fates(steps[name], known, shares[name]):
            root = fresh(bases[name], tmp_path / "root")
            life = zygote.run(scenario.job, root, first=scenario.first, blocks=scenario.blocks, fate=fate)
            assert life.was_killed, (name, fate)
            with noted(f"{name}: killed at {fate}"):
                scenario.check(root, life)
                scenario.finish(root, zygote)
            killed[name] += 1
        known.update(steps[name])
    print(f"\n{killed.total()} kills at {len(known)} named steps: {dict(killed)}")  # noqa: T201
    assert set(killed) == set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_process_that_is_killed_at_a_random_moment_loses_and_doubles_nothing(
    name: str, zygote: Zygote, bases: dict[str, Path], tmp_path: Path
) -> None:
    scenario, chance = SCENARIOS[name], random.Random(7)
    root = fresh(bases[name], tmp_path / "root")
    whole = zygote.run(scenario.job, root, first=scenario.first, blocks=scenario.blocks).seconds
    killed = 0
    while killed < AT_RANDOM[name]:
        root = fresh(bases[name], tmp_path / "root")
        seconds = chance.uniform(0, whole)
        life = zygote.run(scenario.job, root, first=scenario.first, blocks=scenario.blocks, seconds=seconds)
        with noted(f"{name}: killed after {seconds:.3f} of {whole:.3f} s"):
            scenario.check(root, life)
            scenario.finish(root, zygote)
        killed += life.was_killed


def test_a_folder_that_is_killed_again_and_again_still_has_everything(zygote: Zygote, tmp_path: Path) -> None:
    chance = random.Random(11)
    (before,) = states(0, 0)
    for number in range(CHAIN):
        life = zygote.run("write", tmp_path, first=2 * number, blocks=2, seconds=chance.uniform(0.05, 1.5))
        course = list(states(2 * number, 2, before))
        with opened(tmp_path / DATA) as library:
            assert library.verify().problems == ()
            before = state_of(library)
        assert before in course[life.acknowledged : life.acknowledged + 2]
