"""Courses: what platforms offer, and which skills of which editions they teach."""
