"""今天 and 记一笔: the next step, where the half year stands, what waits for her, what she did last."""
