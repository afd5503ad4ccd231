"""The deeds of the chain, each in its module: impulses, topics, drafting, consulting, carrying, answers, measures."""
