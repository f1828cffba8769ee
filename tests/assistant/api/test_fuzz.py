"""Whatever is sent to the described operations, the service answers it, and in the shape that it describes."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks

from assistant.api.app import create_app
from assistant.settings import Settings
from assistant.startup import assistant_over, conversations_over, open_filled

EXAMPLES = 100
# Those with a body or a query can be asked wrongly.
WITH_INPUT = (
    ("/v1/answers", "POST"),
    ("/v1/search", "POST"),
    ("/v1/documents", "GET"),
    ("/v1/documents", "POST"),
)
OPERATIONS = (
    *WITH_INPUT,
    ("/v1/conversations/{conversation_id}", "GET"),
    ("/v1/conversations/{conversation_id}", "DELETE"),
    ("/v1/conversations/{conversation_id}/export", "GET"),
    ("/v1/documents/{document_id}", "GET"),
    ("/v1/documents/{document_id}", "DELETE"),
    ("/healthz", "GET"),
    ("/readyz", "GET"),
)
CHECKS = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
)


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The real service over the bundled articles, as it describes itself."""
    here = Settings(data=tmp_path_factory.mktemp("fuzz") / "data")
    with open_filled(here) as library:
        app = create_app(assistant_over(library, here), library, here, conversations_over(library, here))
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


def check(operation: Any, mode: GenerationMode, data: st.DataObject) -> None:
    case = data.draw(operation.as_strategy(generation_mode=mode))
    case.call_and_validate(checks=CHECKS)


many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
@many
@given(data=st.data())
def test_what_is_described_is_answered(description: Any, path: str, method: str, data: st.DataObject) -> None:
    check(description[path][method], GenerationMode.POSITIVE, data)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), WITH_INPUT)
@many
@given(data=st.data())
def test_what_is_not_described_is_a_problem(description: Any, path: str, method: str, data: st.DataObject) -> None:
    check(description[path][method], GenerationMode.NEGATIVE, data)


def test_every_described_operation_is_fuzzed(description: Any) -> None:
    described = {(path, method.upper()) for path, item in description.raw_schema["paths"].items() for method in item}
    assert described == set(OPERATIONS)
