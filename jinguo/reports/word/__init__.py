"""A report as a Word document by GB/T 9704, whose numbers lead back to where they come from.

sheet.py      the page: margins, grid, fonts, headings, page numbers
numbers.py    a number as a content control in a bookmark, with its link; and the part that says what each rests on
writing.py    the report itself
"""
