"""What the reports tell of, a module for each line: plain data, and how it is drawn. No Django here."""
