"""Errors that are for people: their text says what is wrong and what to do, and no traceback is needed."""


class Mendable(Exception):
    """Something that whoever reads its text can mend."""
