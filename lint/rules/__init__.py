"""The rules that need code: one file each, `check(doc, hits, **options)`, named like the entry in `rules.yaml`."""
