"""The HTTP service: routes, wire models, and errors as problem+json."""
