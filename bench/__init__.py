"""What it costs: rates, latencies, memory and start-up, measured from outside as a user would."""
