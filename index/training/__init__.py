"""How the bundled encoder was made: scripts for developers, never imported by the product."""
