"""Settings, addresses and the command line: the only part that wires everything together."""
