"""The plain way: FastAPI, SQLModel selects and pydantic response models over the same tables, with the same answers.

Written as a careful project would write it: a SELECT a table and request, never one a row; rows are looked up by their
indexes; no SELECT where the answer does not need one.
"""
