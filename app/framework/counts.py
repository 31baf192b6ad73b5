"""How many there are of each noun."""

from app.framework.content import Content


def count(content: Content) -> dict[str, int]:
    """A number for every noun, zeros too, in the order of the model."""
    levels = list(content.role_levels())
    return {
        "scales": len(content.scales),
        "mastery_levels": sum(len(scale.levels) for scale in content.scales),
        "stages": len(content.stages),
        "sources": len(content.sources),
        "skill_groups": len(content.skill_groups),
        "skills": len(content.skills),
        "role_families": len(content.role_families),
        "roles": len(content.roles),
        "role_levels": len(levels),
        "requirements": sum(len(level.requirements) for level in levels),
        "statements": sum(1 for _ in content.statements()),
        "responsibilities": sum(len(level.responsibilities) for level in levels),
        "activities": len(content.activities),
        "progressions": len(content.progressions),
        "relations": len(content.relations),
        "retirements": len(content.retirements),
    }
