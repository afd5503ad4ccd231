"""What is asked of the chain, each kind in its module."""
