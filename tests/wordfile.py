"""Word files made by the tests: paragraphs as XML, cut into runs where a test wants it."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:unused="urn:example:unused"'
)


def r(text: str, properties: str = "") -> str:
    """A run."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inner: str, properties: str = "") -> str:
    """A paragraph of runs; what does not begin with a tag is a run of its own."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{ppr}{''.join(i if i.startswith('<') else r(i) for i in inner if i)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of texts; a cell's lines are paragraphs."""
    made = ""
    for row in rows:
        cells = "".join(f"<w:tc>{''.join(p(line) for line in cell.split(chr(10)))}</w:tc>" for cell in row)
        made += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def style(name: str, properties: str = "", based: str = "") -> str:
    """A paragraph style whose id is its name without blanks."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    identity = f'w:type="paragraph" w:styleId="{name.replace(" ", "")}"'
    return f'<w:style {identity}><w:name w:val="{name}"/>{on}<w:pPr>{properties}</w:pPr></w:style>'


def docx(
    body: str, strict: bool = False, compression: int = zipfile.ZIP_DEFLATED, page: str = "", **parts: str
) -> bytes:
    """A Word file.

    Args:
        body: the XML inside w:body.
        strict: write Strict OOXML.
        compression: of every member.
        page: the XML of the last section's page, behind its headers.
        parts: the inner XML of further parts: styles, numbering, footnotes, comments, header1, footer1 …
    """
    kinds = {name: name.rstrip("0123456789") for name in parts}
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    roots = {"header": "hdr", "footer": "ftr"}
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="rId-{name}"/>' for name, kind in kinds.items() if kind in roots
    )
    members = {
        "[Content_Types].xml": head
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + '<Default Extension="xml" ContentType="application/xml"/>'
        + f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{_TYPE}.{k}+xml"/>' for n, k in kinds.items())
        + "</Types>",
        "_rels/.rels": head
        + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": head
        + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="rId-{n}" Type="{_R}/{k}" Target="{n}.xml"/>' for n, k in kinds.items())
        + "</Relationships>",
        "word/document.xml": f"{head}<w:document {SPACES}><w:body>{body}"
        f"<w:sectPr>{references}{page}</w:sectPr></w:body></w:document>",
        **{
            f"word/{name}.xml": f"{head}<w:{roots.get(kinds[name], kinds[name])} {SPACES}>{inner}"
            f"</w:{roots.get(kinds[name], kinds[name])}>"
            for name, inner in parts.items()
        },
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as package:
        for name, content in members.items():
            package.writestr(name, content.replace(W, STRICT).replace(_R, _STRICT_R) if strict else content)
    return made.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    """A member of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
