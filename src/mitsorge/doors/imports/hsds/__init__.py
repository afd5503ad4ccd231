"""HSDS 3.x (Open Referral): compiled JSON and the tabular data package, both as tables of records."""
