"""Jinguo (巾帼): work is recorded once; every register, figure and report is derived."""

__version__ = "0.1.0"
