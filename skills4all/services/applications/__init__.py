"""Applications: a learner's bid for an opening, from being sent to being hired or refused.

Employers decide step by step; the platform orders and explains, and never decides. Each step is
an event, audited, and told to the learner.
"""
