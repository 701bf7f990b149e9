"""Commands that write papers as PDF."""

from __future__ import annotations

import argparse

from planner.cli.session import Session


def brief(session: Session, options: argparse.Namespace) -> int:
    from planner import papers

    found = papers.brief(
        session.reading(),
        options.id,
        language=session.words.language,
        paper=options.paper,
        share=options.share,
    )
    paper = papers.typeset("brief", found.data)
    papers.write(paper, options.target)
    if not paper.whole:
        session.tell(
            session.words(
                "Some characters are in no font here: they show as boxes, and screen readers may"
                " not read the paper well. Install a font that has them, such as Noto."
            )
        )
    session.give({"file": str(options.target), "pages": paper.pages, "bytes": len(paper.pdf)})
    session.say("Written: {file}", file=options.target)
    return 0
