"""Venues: homes, schools, centres, stations and points where women meet and learn."""
