"""What people do, one folder each. Lines never import one another."""
