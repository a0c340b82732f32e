"""The index: whatever is searched or matched, stored term by term, fresh after every edit.

`SkillIndex` is the way in. Below it: `rows` counts terms, `tfidf` weighs them, `segment` stores
them term by term, `scoring` and `selection` answer one query, `batch` many at once, `files`, with
`parts` and `disk`, is the only place of `matching` that touches disk.
"""

from skills4all.matching.index.documents import IndexDocument, Terms, Where
from skills4all.matching.index.skill_index import SkillIndex

__all__ = ["IndexDocument", "SkillIndex", "Terms", "Where"]
