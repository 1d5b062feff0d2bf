"""Pictures and documents of any record, declared by nothing: checked by content, encrypted at rest, in its scope."""
