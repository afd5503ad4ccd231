"""Editorial text: the simple part of Markdown. Everything is escaped first; no HTML passes through."""

import re

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

LINK = re.compile(r"\[([^\]]+)\]\(((?:https?://|mailto:|tel:|/|#)[^)\s]*)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
BULLET = re.compile(r"^[-*] +")
NUMBER = re.compile(r"^\d+[.)] +")
HEADING = re.compile(r"^(#{1,3}) +(.*)$")


def render(text: str) -> SafeString:
    """Headings (#, ## become h2, ### h3), lists, paragraphs, **bold** and [links](…) as safe HTML."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return mark_safe("\n".join(_block(block) for block in blocks if block.strip()))


def _block(block: str) -> str:
    first, _newline, rest = block.strip().partition("\n")
    if heading := HEADING.match(first):
        level = "h3" if len(heading[1]) == 3 else "h2"
        size = "small" if level == "h3" else "medium"
        title = format_html(
            '<{0} class="kern-heading-{1}">{2}</{0}>', level, size, _inline(heading[2])
        )
        return title + (_block(rest) if rest.strip() else "")
    return _list_or_paragraph(block.strip().split("\n"))


def _list_or_paragraph(lines: list[str]) -> str:
    for tag, mark in (("ul", BULLET), ("ol", NUMBER)):
        if mark.match(lines[0].strip()):
            return _list(tag, mark, lines)
    end = next((i for i, line in enumerate(lines) if BULLET.match(line.strip())), len(lines))
    paragraph = format_html_join(
        mark_safe("<br>"), "{}", ((_inline(line),) for line in lines[:end])
    )
    return format_html("<p>{}</p>", paragraph) + (
        _list("ul", BULLET, lines[end:]) if lines[end:] else ""
    )


def _list(tag: str, mark: re.Pattern[str], lines: list[str]) -> str:
    items: list[str] = []
    for line in (line.strip() for line in lines):
        if mark.match(line) or not items:
            items.append(mark.sub("", line))
        else:
            items[-1] += " " + line
    inner = format_html_join("", "<li>{}</li>", ((_inline(item),) for item in items))
    return format_html('<{0} class="ms-list">{1}</{0}>', tag, inner)


def _inline(text: str) -> SafeString:
    made = LINK.sub(_link, str(escape(text)))
    return mark_safe(BOLD.sub(r"<strong>\1</strong>", made))


def _link(found: re.Match[str]) -> str:
    return f'<a href="{found[2]}">{found[1]}</a>'
