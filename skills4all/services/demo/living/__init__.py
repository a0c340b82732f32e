"""A market that lives: who applied, who waits for a seat, what was answered and reported.

Made through the services, as people would, then dated back so that it looks as if it had grown.
Only where there are accounts, so never in production; nobody is written to.
"""
