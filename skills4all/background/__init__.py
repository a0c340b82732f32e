"""Work done after the answer: tasks call services; web pages do not wait for it."""
