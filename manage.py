#!/usr/bin/env python
"""Django's own door for developers; users call `jinguo`."""

from jinguo.config.cli import main

if __name__ == "__main__":
    main()
