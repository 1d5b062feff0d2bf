"""谁来了: the rows of a record that name people, one by one (`Register.roster`), or only their number (`Turnout`)."""
