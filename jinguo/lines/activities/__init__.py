"""Activities: events with their guests and materials, contests with their entries, what the media told."""
