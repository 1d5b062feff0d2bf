"""Their own Excel: any reasonable workbook into any register, seen and mended before anything is saved."""
