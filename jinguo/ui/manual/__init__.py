"""使用手册: plain chapters in Chinese, one text file each, open to everybody who can reach the server.

A file begins with its title, the URL names of the pages that it is about (关于：…), and a blank line. Then blocks
between blank lines: `# ` a heading, `1. ` steps, `- ` points, `! name 说明` a picture of static/manual/, else a
paragraph. Within a line: **strong**, and [words](url-name) leads to that page. Files are read in the
order of their names.
"""
