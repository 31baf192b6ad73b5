"""Where the real frameworks lie that some tests read; they are no part of the project."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("CAPFRAME_SHARED_DATA") or Path(__file__).parents[2] / "shared" / "data")
needs_real_data = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the real frameworks are not at {FOLDER}")
