"""Parts: rows with columns of their own under a record. Declared in a line's register, shown and edited here."""
