"""Units and their history, accounts, scope, audit, field encryption."""
