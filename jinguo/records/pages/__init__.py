"""The pages that every register has without writing any: list, record, form, void."""
