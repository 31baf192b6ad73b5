"""A small world that tests share: the gardening framework, with one or two of every noun.

::

    outdoors (family)                                      plants (group)
    └── gardener ── junior ─promotion─▶ head                ├── trees (group)
                      │ pruning: novice   │ pruning: novice → skilled (or better)
                      │                   │ leading a crew, optional, with a statement of its own
                      │                   └ runs 2–5 crews by authority
                      └ prune an orchard (activity)
    advisor ── advisor (implicit level)   └ plant knowledge, on the scale "recall"
        ▲
        └─ move ── head gardener

    leading-a-crew ─supports─▶ pruning     topiary (retired) ─▶ pruning

"Pruning" was once called "Cutting": its key is ``cutting``, and one of its statements has been reworded. The text is
what ``render`` makes of the release, to the byte.
"""

from functools import cache

from app.exchange.native import parse
from app.framework.release import Release

GARDEN_YAML = """\
format: capframe-edition/1
framework:
  slug: gardening
  name: Gardening
  description: What people who keep gardens for a living need to be good at.
  publisher: The Garden Guild
  licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
  language: en-GB
  homepage: https://garden.example
  attribution: Based on the Garden Guild's framework.
version: "2024.1"
effective_from: 2024-04-01
notes: |-
  First edition.

  - written with the crews
  - read by two guilds
scales:
- slug: mastery
  name: Mastery
  default: true
  levels:
  - slug: novice
    name: Novice
    rank: 1
    description: Knows the words.
    codes:
    - {scheme: guild, value: L1}
  - {slug: skilled, name: Skilled, rank: 2, description: Works alone.}
  - {slug: master, key: expert, name: Master, rank: 3, source: {slug: handbook, section: Chapter 9}}
- slug: recall
  name: Recall
  levels:
  - {slug: aware, name: Aware, rank: 1}
  - {slug: fluent, name: Fluent, rank: 2}
stages:
- {slug: craft, name: Craft, rank: 1, description: Learning the trade., from_level: novice, level: skilled}
- {slug: guidance, name: Guidance, rank: 2, from_level: skilled, level: master}
sources:
- {slug: handbook, title: The garden handbook, publisher: The Garden Guild, date: 2023-11-02}
- {slug: survey, title: What gardeners do, url: "https://garden.example/survey"}
skill_groups:
- {slug: plants, name: Plants, description: Whatever grows.}
- {slug: trees, name: Trees, parents: [plants]}
skills:
- slug: leading-a-crew
  name: Leading a crew
  kind: competence
- slug: plant-knowledge
  name: Plant knowledge
  kind: knowledge
  groups: [plants]
  scale: recall
  levels:
    fluent:
    - name most plants of the region by their leaves
- slug: pruning
  key: cutting
  name: Pruning
  description: Cutting plants so that they stay healthy and keep their shape.
  note: Not topiary.
  alternative_names: [Cutting, Trimming]
  groups: [plants, trees]
  source: {slug: handbook, section: Chapter 2}
  codes:
  - {scheme: guild, value: P-7, uri: "https://garden.example/skills/P-7"}
  statements:
  - keep your tools sharp and clean
  levels:
    novice:
    - say why a plant is pruned before it is cut
    skilled:
    - text: prune fruit trees without help
      key: 0123456789abcdef
      source: {slug: handbook, section: Chapter 4}
    - tell a flower bud from a leaf bud
role_families:
- {slug: indoors, name: Indoors}
- {slug: outdoors, name: Outdoors}
roles:
- slug: advisor
  name: Advisor
  families: [indoors]
  parents: [gardener]
  levels:
  - slug: advisor
    name: Advisor
    rank: 1
    implicit: true
    requirements:
    - {skill: plant-knowledge, level: fluent}
- slug: gardener
  name: Gardener
  kind: Field role
  description: Keeps a garden.
  alternative_names: [Groundskeeper]
  families: [outdoors]
  codes:
  - {scheme: isco, value: "6113"}
  levels:
  - slug: junior-gardener
    name: Junior gardener
    rank: 1
    stage: craft
    grades: [G1, G2]
    summary: Learns the trade beside a head gardener.
    requirements:
    - {skill: pruning, level: novice}
  - slug: head-gardener
    key: chief-gardener
    name: Head gardener
    rank: 2
    stage: guidance
    responsibilities:
    - {text: runs the crews of the estate, accountability: authority, span: {min: 2, max: 5, unit: crews}}
    - {text: speaks for the garden in the house, accountability: influence}
    - {text: signs for deliveries}
    requirements:
    - skill: leading-a-crew
      importance: optional
      note: Only on estates with more than one crew.
      statements:
      - plan the week for a crew
    - {skill: pruning, from_level: novice, level: skilled, source: {slug: survey}}
activities:
- slug: prune-an-orchard
  name: Prune an orchard
  text: You have pruned an orchard through one winter.
  kind: experience
  form: you-have
  skills: [pruning]
  role_levels: [gardener/junior-gardener, gardener/head-gardener]
progressions:
- {from: gardener/head-gardener, to: advisor/advisor, kind: move}
- {from: gardener/junior-gardener, to: gardener/head-gardener, kind: promotion, source: {slug: survey}}
relations:
- {from: leading-a-crew, to: pruning, kind: supports}
retirements:
- {kind: skill, key: topiary, name: Topiary, reason: Nobody asked for it., replaced_by: [cutting]}
waivers:
- {rule: skill-without-statements, place: /skills/0, reason: To be written with the crews.}
"""


@cache
def garden() -> Release:
    """The gardening framework's release 2024.1, as a draft."""
    return parse(GARDEN_YAML.encode(), "garden.yaml")
