"""The door for incoming mail: the municipality's mail server hands over what is sent to the addresses for answers."""
