"""Work at /lam-viec/: one action or one query a view; who may do it is decided by the action."""
