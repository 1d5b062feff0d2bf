"""The records behind the sample reports, the figures expected of them, and the demo."""
