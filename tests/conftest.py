"""What holds for every test."""


def pytest_configure(config):
    """The suite serves plain static files; that none have been collected is no news."""
    config.addinivalue_line("filterwarnings", "ignore:No directory at")
