"""What every record shares: people, history, registers, the generic pages and API."""
