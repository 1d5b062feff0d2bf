"""Dates, money, wording, ID numbers, pinyin: plain Python that knows no model."""
