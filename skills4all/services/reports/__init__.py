"""Reports: anyone tells the moderators that something public is wrong; they decide and say why."""
