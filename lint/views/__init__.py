"""Views: lazy, memoised facts about a document, each a plain function of it."""
