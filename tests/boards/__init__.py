"""A plain record type in one folder, as a line would add it: the proof that registers need nothing else."""
