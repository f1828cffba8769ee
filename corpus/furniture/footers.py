"""Every rule for what stands below an article, or as a line between its paragraphs, in the order they are tried."""

from corpus.furniture.buttons import BUTTONS, LISTS
from corpus.furniture.credits import CREDITS
from corpus.furniture.notices import LONG_NOTICES, NOTICES
from corpus.furniture.rule import Rules

FOOTERS = Rules((*BUTTONS, *CREDITS, *NOTICES))
LONG_FOOTERS = Rules((*LISTS, *LONG_NOTICES))
# What may also stand as a line of its own between two paragraphs.
LINES = Rules(rule for rule in (*BUTTONS, *LISTS, *CREDITS, *NOTICES, *LONG_NOTICES) if rule.lines)
