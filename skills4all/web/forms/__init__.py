"""Forms: what pages accept and the words beside each field. They decide nothing."""
