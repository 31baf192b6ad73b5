"""The page at /start: docs/first-five-minutes.md as HTML."""

from html import escape

from markdown_it import MarkdownIt

#: The style is the first line a browser needs; the page needs no file beside it. ROOT is put in when it is served.
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ max-width: 46rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.5 sans-serif; color: #1b1b1b }}
pre {{ background: #f2f2f2; padding: 0.8rem; overflow-x: auto; font-size: 0.95rem }}
table {{ border-collapse: collapse }}
th, td {{ border: 1px solid #ccc; padding: 0.3rem 0.6rem; text-align: left }}
</style>
<p><a href="ROOT/docs">All operations, to try out</a> · <a href="ROOT/openapi.json">openapi.json</a></p>
{body}</html>
"""


def start_page(markdown: str) -> str:
    """The page, complete; its title is the first heading."""
    title = markdown.partition("\n")[0].removeprefix("# ")
    return _PAGE.format(title=escape(title), body=MarkdownIt("commonmark").enable("table").render(markdown))
