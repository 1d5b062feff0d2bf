"""今天: the next step, where the half year stands, what waits for her.

Parts above give what they know: `suggest(fn)` the one next step, `ask(fn)` what waits for the user (等您办).
"""

from jinguo.records.today.providers import Suggestion, Task, ask, suggest

__all__ = ["Suggestion", "Task", "ask", "suggest"]
