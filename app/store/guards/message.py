"""What the guard says when it refuses."""

#: Stands at the start of every refusal, so that it is told from other errors.
MARK = "capframe guard"
PUBLISHED = f"{MARK}: a published edition never changes; publish a new one instead"
BORN = f"{MARK}: an edition starts as a draft"
KEPT = f"{MARK}: what ids and published editions depend on is never removed or renamed"
WHOLE = f"{MARK}: an edition is published with its content and digest; use capframe publish"
PAST = f"{MARK}: what happened is never rewritten or removed"
COUNTED = f"{MARK}: the last position of a feed rises with each entry, and that is all"
FINAL = f"{MARK}: a key keeps what it allows, stays revoked and is never removed; make another one instead"
TRUNCATE = f"{MARK}: TRUNCATE would take published editions along; delete drafts row by row"

#: Columns of a published edition that never change; the others belong to its withdrawal.
FROZEN = (
    "id", "framework_id", "version", "revision", "sequence", "published_at", "effective_from", "notes", "digest",
    "counts",
)  # fmt: skip
#: Rows that outlive editions, with the columns that never change.
LASTING = {"framework": ("id", "key", "slug"), "identity": ("id", "framework_id", "kind", "key", "first_edition")}
#: Rows of what happened, with whatever no two of them share: they are added, and that is all that ever happens to them.
HISTORY = {
    "audit_entry": (("id",),),
    "audit_change": (("entry_id", "number"),),
    "feed_entry": (("position",), ("edition_id", "action")),
    "key_entry": (("id",),),
    "course_feed_entry": (("position",),),
}
#: Columns of a key that never change; once it is revoked, the time of that does not either.
OF_KEY = ("id", "digest", "scope", "framework_id", "provider", "created_at", "rotated_from")
#: The one row of each feed that counts its entries, with how it may rise: many courses may change at once.
HEADS = {"feed_head": "= OLD.last + 1", "course_feed_head": "> OLD.last"}
