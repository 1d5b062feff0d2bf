"""What every test of the house shares."""

import hypothesis

# A busy machine is no broken promise: how long an example takes is a matter for benchmarks/.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.load_profile("house")
