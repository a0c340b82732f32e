"""Draws the map of Morocco, offline: from a coast written by hand and a few points in each province
to the shapes of `web/pictures/morocco.json`. Run by `flask pictures map`; no page needs it.

The lines between provinces are those of nearness to these points, not the legal ones: true enough
to find a province and its neighbours at a glance, and all our own work.
"""
