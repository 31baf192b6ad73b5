"""The UK Government Digital and Data framework's own downloads, read into an edition.

Three files: roles (CSV), skills (CSV, optional) and the order of role levels with their grades (TSV, optional).
"""

from app.exchange.govuk.parsing import File, Parsed, parse

__all__ = ["File", "Parsed", "parse"]
