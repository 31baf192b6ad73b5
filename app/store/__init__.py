"""SQL: the tables, what moves editions in and out of them, and the guard over what is published."""
