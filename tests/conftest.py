"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# No test is timed: on a busy machine a slow one is slow and nothing more.
settings.register_profile("dateline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dateline")
