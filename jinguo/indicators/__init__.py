"""Measures over facts, declared as data; figures that open down to their facts."""
