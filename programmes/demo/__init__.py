"""An invented world to try the portal with: rows worked out from a size and a seed, written by ``operations.demo``.

Nothing in it is real and nothing in it can be mistaken for it: each name holds a root that says that it's invented
("สมมุติ", "จำลอง", …), and nobody can be reached by it. It has rounds from 2566 on and no year before.
"""
