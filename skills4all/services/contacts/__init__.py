"""Contact requests: an employer asks a learner known by a card; a yes alone gives a name."""
