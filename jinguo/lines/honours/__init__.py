"""Honours: model posts, from the application to what they hold today."""
