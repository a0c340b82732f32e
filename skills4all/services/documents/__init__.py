"""Documents people print: certificates, CVs. Made from plain data, never from a foreign file."""
