"""Employment: job fairs, processing points, pairs with enterprises, who started or found work, and what to start."""
