"""``python -m app.cli`` is the capframe command."""

from app.cli import main

main()
