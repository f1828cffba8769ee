"""What a single question asks for."""
