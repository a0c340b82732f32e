"""Server-rendered pages, one module for each audience. Never imports `api`."""
