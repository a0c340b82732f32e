"""Reading: from what people write to the skills they state or deny, in French, Arabic and English.

`concepts` is the way in; the other modules are its parts, and nothing outside imports them. Words
themselves (`matching.text`) also serve the index, the imports and the pages, and stay outside.
"""
