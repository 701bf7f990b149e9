"""The commands of the command line that do what an open window cannot do to its own file."""

from __future__ import annotations

import shlex

from planner import config
from planner.config import Profile


def command(profile: Profile, *words: str) -> str:
    """`planner … WORDS`, for this profile, as it is typed."""
    usual = config.profile(profile.name).folder
    place = [] if profile.folder == usual else ["--data-dir", str(profile.folder)]
    name = [] if profile.name == "default" else ["--profile", profile.name]
    return shlex.join(["planner", *place, *name, *words])
