"""What a learner and a centre or an employer write to each other about one matter."""
