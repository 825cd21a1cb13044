"""Publish: the record for readers: explainers, exports, timelines, alerts. Pure functions of what the store hands in."""
