"""The commands of `wenju`, one file a noun; each imports what it needs when it runs, so that the others start fast."""
