"""Fetch: the one way out to the network. `door.Door` makes every request; `pages` reads politely what a page or feed answers.

The room lies below the stages and knows no `Document`: it hands bytes on, with what was wrong with them.
"""
