"""记一笔: what did you do?"""
