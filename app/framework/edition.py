"""An edition: content that holds together. Building one checks it, so whoever holds one may rely on it."""

from dataclasses import dataclass

from app.framework.checks import Finding, findings
from app.framework.content import Content


class BrokenEdition(ValueError):
    """The content breaks rules of the model; ``findings`` says which, and where."""

    def __init__(self, broken: list[Finding]) -> None:
        super().__init__("; ".join(str(finding) for finding in broken[:5]))
        self.findings = broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Content):
    """The whole content of one edition of a framework, checked. Equal content makes equal editions."""

    def __post_init__(self) -> None:
        Content.__post_init__(self)
        if broken := list(findings(self)):
            raise BrokenEdition(broken)
