"""Which editions there are, which is current, and the loaded ones."""

from app.catalogue.catalogue import Catalogue
from app.catalogue.past import Past
from app.catalogue.snapshot import FrameworkRecord
from app.store.editions import EditionRecord
from app.store.given import Given

__all__ = ["Catalogue", "EditionRecord", "FrameworkRecord", "Given", "Past"]
