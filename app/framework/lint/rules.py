"""The table of rules, in the order in which findings are told: what stops a publish first."""

from collections.abc import Mapping

from app.framework.lint import idle, ladders, names, skills, wording
from app.framework.lint.finding import Rule

STALE = Rule(
    slug="stale-waiver",
    severity="warning",
    title="A waiver waives nothing",
    why="A waiver names its place by number, so it is lost when something comes or goes before it, or when what it"
    " accepted has been mended. Then nobody knows any more what the owner once accepted.",
    do="Take the waiver away, or correct its rule or place. Only open warnings can be waived: no error, and no finding"
    " of this rule.",
)
_ALL = (
    Rule(
        slug="placeholder-text",
        severity="error",
        title="A text is nothing but a leftover mark",
        why="Readers and programs would take the mark for the text: for ever, because what is published never changes.",
        do="Write the text. If there is none yet, leave it out, or leave out the thing whose name it is.",
        check=wording.placeholders,
    ),
    Rule(
        slug="leftover-mark",
        severity="warning",
        title="A text holds a leftover mark",
        why="Words such as TBC or MISSING tell writers that something is to be done; readers cannot do anything with"
        " them.",
        do="Do what the mark asks for and take it away; waive it where the text really speaks of the word.",
        check=wording.leftover_marks,
    ),
    Rule(
        slug="skill-without-description",
        severity="warning",
        title="A skill has no description",
        why="Where other skills say what they are about, one that does not is mostly forgotten work; people guess from"
        " its name.",
        do="Describe the skill in a sentence or two.",
        check=skills.undescribed,
    ),
    Rule(
        slug="skill-without-statements",
        severity="warning",
        title="A skill has no statements",
        why="Where other skills say what people can do, nobody can tell how good they are at one that does not, and no"
        " course can be mapped to it.",
        do="Write what people can do, level by level.",
        check=skills.silent,
    ),
    Rule(
        slug="level-without-statements",
        severity="warning",
        title="A skill has no statements at a level",
        why="People cannot see what is expected at that level, nor what they lack on the way from the one below to the"
        " one above it.",
        do="Write the statements of the level, first where role levels ask for it. Waive it where the level makes no"
        " sense for the skill.",
        check=skills.silent_levels,
    ),
    Rule(
        slug="repeated-statement",
        severity="warning",
        title="A skill says the same twice",
        why="If two levels say the same, it makes no difference between them: mostly it was copied and not yet"
        " reworded, or one of the two places is wrong.",
        do="Keep it at the level where it is first expected, or say what is more at the higher one.",
        check=skills.repeated,
    ),
    Rule(
        slug="falling-mastery",
        severity="warning",
        title="A higher rung asks for less",
        why="Who climbs a ladder mostly needs a skill as well as before; where less is asked for, two levels may have"
        " been mixed up. Tracks side by side, which share a rank, are not compared with each other.",
        do="Raise the level, or lower it below. Waive it where people really leave the skill to others as they climb.",
        check=ladders.falling_mastery,
    ),
    Rule(
        slug="rung-without-requirements",
        severity="warning",
        title="A role level asks for no skill",
        why="Everybody fits it, no gap can be told, and nobody can see how it differs from its neighbours.",
        do="Say which skills it needs and how well.",
        check=ladders.empty_rungs,
    ),
    Rule(
        slug="skill-nobody-needs",
        severity="warning",
        title="No role level asks for a skill",
        why="In an edition with roles, such a skill is a leftover of a change, or a requirement has been forgotten.",
        do="Add it to the role levels that need it, or retire it.",
        check=idle.needless_skills,
    ),
    Rule(
        slug="unused-mastery-level",
        severity="warning",
        title="Nothing is at a mastery level",
        why="A scale whose level is never used has a gap: people cannot reach it, or the scale has a level too many.",
        do="Use the level in statements and requirements, or take it out of the scale.",
        check=idle.idle_levels,
    ),
    Rule(
        slug="activity-without-skill",
        severity="warning",
        title="An activity builds no skill",
        why="Nobody who looks for a way to grow in a skill will find it.",
        do="Name the skills that the activity builds.",
        check=idle.aimless_activities,
    ),
    Rule(
        slug="near-duplicate-name",
        severity="warning",
        title="Two things have nearly the same name",
        why="Mostly they are one thing that was written down twice, with its requirements divided between the two; and"
        " people will take one for the other.",
        do="Make one of the two, or give them names that say how they differ.",
        check=names.near_names,
    ),
    Rule(
        slug="broken-link",
        severity="warning",
        title="A link leads nowhere",
        why="Links may lead to http, https and mailto addresses; a relative one leads nowhere once the text is read"
        " away from its website, and one that is not written to its end is shown as brackets.",
        do="Write links as [words](https://address), with words to show and the whole address.",
        check=wording.broken_links,
    ),
    Rule(
        slug="cut-off-text",
        severity="warning",
        title="A text ends in the middle",
        why="A statement or description that ends with a comma or an 'and', or inside brackets, has mostly lost its end"
        " on the way through a spreadsheet.",
        do="Write its end.",
        check=wording.cut_off_texts,
    ),
    STALE,
)
#: Every rule by its slug.
RULES: Mapping[str, Rule] = {rule.slug: rule for rule in _ALL}
