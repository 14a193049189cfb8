"""Settings of the test suite, with a data folder of its own, so that tests never touch a corpus in use."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="dateline-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["DATELINE_DATA"] = _folder
os.environ["DATELINE_PLAIN_STATIC"] = "1"
os.environ["DATELINE_SECRET_KEY"] = "only for tests"
os.environ["DATELINE_API_RATE"] = ""

from .settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
