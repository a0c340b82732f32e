"""Pictures as numbers: each module turns figures into shapes that a macro draws.

Owns where things stand; refuses words, colours and Flask. Across, places are percentages of the
width, so that a picture fits any screen and its words keep their size; down, they are units of the
text (`em`). `mirrored` pictures run from right to left, as the reader does.
"""
