"""The one narrow table of countable things, the rules that fill it, and the proof that it agrees."""
