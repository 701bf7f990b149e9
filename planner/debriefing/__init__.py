"""After a meeting: what there is to ask about, what a line of it means, and keeping all of it.

Everything that a debrief says is kept in one step of undo; until then it lies as a draft.
"""

from planner.debriefing.about import About, about, moot_with, waits
from planner.debriefing.drafts import Drafts
from planner.debriefing.entries import understood
from planner.debriefing.finishing import Done, Phrases, Thanks, finish, thanks_of
from planner.debriefing.told import Named, Promise, Told
from planner.domain.meetings import Answer

__all__ = [
    "About",
    "Answer",
    "Done",
    "Drafts",
    "Named",
    "Phrases",
    "Promise",
    "Thanks",
    "Told",
    "about",
    "finish",
    "moot_with",
    "thanks_of",
    "understood",
    "waits",
]
