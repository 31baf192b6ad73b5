"""What can go wrong with a write although it can be read: problems of the state that it meets.

::

    Problem
    ├── ReadOnly              403   this server does not write
    ├── AlreadyExists         409   what was to be made is there
    ├── NotADraft             409   the edition is published or withdrawn
    ├── NotPublished          409   the edition cannot be withdrawn
    ├── StillReferenced       409   others name what was to be removed
    ├── RetiredSlug           409   the slug was that of a thing that is gone
    ├── AlreadyDecided        409   the proposal was accepted or rejected before
    ├── ProposalMisfit        409   what the proposal changes has changed since
    ├── KeyEnded              409   the key has ended, and is not brought back
    ├── WriteConflict         409   somebody else wrote at the same moment
    ├── PreconditionFailed    412   what is there is not what the client saw
    ├── LintErrors            422   the draft has faults that stop a publish
    └── PreconditionRequired  428   the client does not say what it saw
"""

from app.kit.problems import Problem, ProblemType


class ReadOnly(Problem):
    """This server does not write."""

    type = ProblemType(
        slug="read-only",
        title="This server only reads",
        status=403,
        explanation="The server, or the database it is set up with, takes no writes, whatever the key allows; nothing"
        " was written. Send the request to a server that writes: whoever runs this one knows where it is.",
    )


class AlreadyExists(Problem):
    """What was to be made is there already."""

    type = ProblemType(
        slug="already-exists",
        title="There is one already",
        status=409,
        explanation="A framework or provider has its slug and an edition its label for ever, and there is one under"
        " that which was sent; a draft's label is taken too. Choose another, or change the one that is there.",
    )


class NotADraft(Problem):
    """The edition is published or withdrawn, so its content never changes."""

    type = ProblemType(
        slug="not-a-draft",
        title="This edition is no draft",
        status=409,
        explanation="Only a draft can be changed, deleted or published. This edition has been published, so it stays as"
        " it is for ever. Make a draft that is based on it and change that.",
    )


class NotPublished(Problem):
    """The edition is a draft or withdrawn already."""

    type = ProblemType(
        slug="not-published",
        title="This edition is not published",
        status=409,
        explanation="Only a published edition can be withdrawn. A draft is deleted instead; an edition that has been"
        " withdrawn stays so.",
    )


class StillReferenced(Problem):
    """Others name what was to be removed."""

    type = ProblemType(
        slug="still-referenced",
        title="Other things refer to this",
        status=409,
        explanation="What was to be removed is named by other things of the draft; each entry of errors is one of them."
        " Change those first, or delete it with cascade=true: then fields that name it are emptied, and requirements,"
        " relations, progressions and statements that make no sense without it are removed too. A level that the body"
        " of a role or scale leaves out is to be removed as well; to rename one, write its key beside the new slug.",
    )


class RetiredSlug(Problem):
    """The slug was that of a thing that is gone."""

    type = ProblemType(
        slug="retired-slug",
        title="This slug belongs to something that was retired",
        status=409,
        explanation="An earlier edition had a thing under this slug, and those who stored its id would take the new one"
        " for it. Choose another slug for something new. To bring the old thing back, import a file that has it.",
    )


class AlreadyDecided(Problem):
    """The proposal was accepted or rejected before."""

    type = ProblemType(
        slug="already-decided",
        title="The proposal is decided already",
        status=409,
        explanation="A proposal is accepted or rejected once, and stays so; of two who decide at the same moment one"
        " wins. The proposal says who decided and why. To suggest the same again, send a new proposal.",
    )


class ProposalMisfit(Problem):
    """What the proposal changes has changed since."""

    type = ProblemType(
        slug="proposal-misfit",
        title="The draft is not what the proposal takes it to be",
        status=409,
        explanation="Something that the proposal is to change has changed since it was made, or others refer to what it"
        " is to remove. A proposal goes into a draft as a whole or not at all; nothing was written. Beside what every"
        " problem says, the answer has the member conflicts: for each at most one change of the proposal (its old is"
        " what the proposer saw), now (what the draft has there; null for nothing), a message, and blocker, which names"
        " what else stands in the way, if anything: now is then that. Change the draft so that the proposal fits, make"
        " the change by hand and reject the proposal with that as the reason, or ask its author for a new one.",
        members={
            "conflicts": [
                {
                    "change": {
                        "kind": "skill",
                        "key": "pruning",
                        "verb": "renamed",
                        "field": "name",
                        "old": "Pruning",
                        "new": "Pruning of trees",
                    },
                    "now": "Cutting",
                    "message": "name of skill 'pruning': something else stands there now.",
                    "blocker": None,
                }
            ]
        },
    )


class KeyEnded(Problem):
    """A key has ended, and is not brought back."""

    type = ProblemType(
        slug="key-ended",
        title="A key that ends is not brought back",
        status=409,
        explanation="A key that has expired or was revoked stays as it is, name and end included; one whose place"
        " another key has taken, and which still works for a while, may only end sooner. Else somebody who kept an old"
        " secret could make it work again. Nothing was written. Have whoever runs the server make a new key, or use the"
        " one that took the place of this.",
    )


class WriteConflict(Problem):
    """Somebody else wrote at the same moment."""

    type = ProblemType(
        slug="write-conflict",
        title="Somebody else wrote at the same moment",
        status=409,
        explanation="Two writes met and the other one won; nothing of this one was written. Read again what is there"
        " now, then decide whether to send the request again.",
    )


class PreconditionFailed(Problem):
    """What is there is not what the client saw."""

    type = ProblemType(
        slug="precondition-failed",
        title="What is there is not what you saw",
        status=412,
        explanation="The If-Match header names another state than the present one, or If-None-Match asks that there be"
        " nothing where there is something. Somebody has changed it since. Get it again, and send the change with the"
        " ETag of that answer.",
    )


class LintErrors(Problem):
    """The draft has faults that stop a publish."""

    type = ProblemType(
        slug="lint-errors",
        title="The draft has faults that stop a publish",
        status=422,
        explanation="What is published never changes, so a draft is not published while lint finds errors in it. Each"
        " entry of errors is one of them, and points to its place in the draft's content; nothing was written. Mend"
        " them, and publish again. The address of the draft followed by /lint lists them too, and the warnings, which"
        " stop nothing.",
    )


class PreconditionRequired(Problem):
    """The client does not say what it saw."""

    type = ProblemType(
        slug="precondition-required",
        title="Say which state you are changing",
        status=428,
        explanation="Changes of content need the header If-Match with the ETag of what is changed, as a GET of the same"
        " address gives it, so that nobody overwrites what they have not seen. To make something new, send"
        " If-None-Match: * instead.",
    )


CONFLICTS: tuple[type[Problem], ...] = (
    ReadOnly,
    AlreadyExists,
    NotADraft,
    NotPublished,
    StillReferenced,
    RetiredSlug,
    AlreadyDecided,
    ProposalMisfit,
    KeyEnded,
    WriteConflict,
    PreconditionFailed,
    LintErrors,
    PreconditionRequired,
)
