"""The wire shapes: what readers get, field by field, declared once.

Pydantic reads the annotations for the OpenAPI document; msgspec writes the values. Optional fields are always there,
null where there is nothing to say. Texts are plain or CommonMark as the model says; addresses are path-absolute.
"""
