"""CVs made here: honest ones, and files made to hurt."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx


def word(text: str) -> bytes:
    """A DOCX with a paragraph and a table."""
    document = docx.Document()
    document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Langues"
    table.rows[0].cells[1].text = "Anglais B2"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(text: str, *, attached: bytes | None = None) -> bytes:
    """A PDF of one page; `attached` is a Europass file inside it."""
    stream = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode("latin-1")
    names = b"/Names << /EmbeddedFiles << /Names [(cv.xml) 6 0 R] >> >>" if attached else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + names + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    if attached:
        objects.append(b"<< /Type /Filespec /F (cv.xml) /UF (cv.xml) /EF << /F 7 0 R >> >>")
        objects.append(
            b"<< /Type /EmbeddedFile /Length %d >>\nstream\n%s\nendstream"
            % (len(attached), attached)
        )
    return assembled(objects)


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def locked_pdf() -> bytes:
    """A PDF that says it is encrypted with a password we do not have."""
    key = b"<" + b"41" * 32 + b">"
    encrypt = b"<< /Filter /Standard /V 1 /R 2 /O " + key + b" /U " + key + b" /P -4 >>"
    body = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        encrypt,
    ]
    return assembled(body, b"/Encrypt 3 0 R /ID [<" + b"42" * 16 + b"> <" + b"42" * 16 + b">]")


def empty_pdf() -> bytes:
    """One page without a word, as a scan is."""
    return pdf("")


def europass() -> bytes:
    return """<?xml version="1.0" encoding="UTF-8"?>
<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9">
  <CandidateProfile><ExecutiveSummary>Licence en physique, numérique avec MATLAB</ExecutiveSummary>
  <Skills><Skill><oa:Name>Python</oa:Name></Skill></Skills>
  <Attachment><Content>QUJDREVGRw==</Content></Attachment></CandidateProfile>
</Candidate>""".encode()


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">{entities}]><r>&a9;</r>'.encode()


def stealing_xml(path: str) -> bytes:
    return f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{path}">]><r>&x; Python</r>'.encode()


def zip_bomb(*, lying: bool) -> bytes:
    """A DOCX whose body unpacks to 800 MB; `lying`: its directory says 1 kB."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in _parts_of_a_document().items():
            packed.writestr(name, body)
        with packed.open("word/document.xml", "w", force_zip64=True) as part:
            block = b" " * (1 << 20)
            for _ in range(800):
                part.write(block)
    data = bytearray(out.getvalue())
    if lying:
        _lie_about_size(data)
    return bytes(data)


def _parts_of_a_document() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(word("x"))) as packed:
        names = [name for name in packed.namelist() if name != "word/document.xml"]
        return {name: packed.read(name) for name in names}


def _lie_about_size(data: bytearray) -> None:
    """Write a small size in the central directory entry of the body."""
    at = data.rindex(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (1024).to_bytes(4, "little")
