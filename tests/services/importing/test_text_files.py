"""Encodings that real files come in."""

import codecs
import json

import pytest

from skills4all.services.importing.columns import OPENINGS
from skills4all.services.importing.problems import BadFile
from skills4all.services.importing.tables import read_table
from skills4all.services.importing.text_files import decode

FRENCH = "Intitulé;Société;Description\n"
FRENCH += "Développeur;Œillet & fils;Élève ingénieur à Fès, salaire 8 000 €\n"
UPPER = "INTITULÉ;SOCIÉTÉ\nÉTÉ À FÈS;ÇA ÊTRE NOËL Â Î Û\n"
ARABIC = "العنوان;الشركة;الوصف\nمطور ويب;مقاولة الزيزفون;تطوير مواقع الويب بفاس\n"
MIXED = "Intitulé;Société\nDéveloppeur web;شركة البرمجيات\nTesteur qualité;Société générale à Fès\n"


@pytest.mark.parametrize("text", [FRENCH, UPPER, ARABIC, MIXED])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_files_come_back_whole(text: str, encoding: str) -> None:
    decoded, _ = decode(text.encode(encoding))
    assert decoded.lstrip("\ufeff") == text


def test_big_endian_with_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + ARABIC.encode("utf-16-be"))[0].lstrip("\ufeff") == ARABIC


@pytest.mark.parametrize("text", [FRENCH, UPPER])
def test_windows_french(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("text", [ARABIC, MIXED])
def test_windows_arabic(text: str) -> None:
    assert decode(text.encode("cp1256")) == (text, "cp1256")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_separators_and_line_ends(separator: str, ends: str) -> None:
    rows = (
        ("Titre", "Description", "Ville"),
        ("Testeur", '"SQL, Jira; Git\tet | tests"', "Fès"),
        ("Data analyst", '"SQL"', "Meknès"),
    )
    text = ends.join(separator.join(row) for row in rows) + ends
    table = read_table(text.encode(), OPENINGS)
    assert [line.cells for line in table.lines] == [
        {"title": "Testeur", "description": "SQL, Jira; Git\tet | tests", "place": "Fès"},
        {"title": "Data analyst", "description": "SQL", "place": "Meknès"},
    ]
    assert [line.number for line in table.lines] == [2, 3]


def test_line_numbers_count_lines_inside_cells() -> None:
    table = read_table(b'sep=;\n\ntitre;description\nA;"un\ndeux"\nB;trois\n', OPENINGS)
    assert [(line.number, line.cells["title"]) for line in table.lines] == [(4, "A"), (6, "B")]


def test_unknown_and_double_headers_are_told() -> None:
    table = read_table(b"titre,Poste,Signe astral\nA,B,C\n", OPENINGS)
    assert [(note.code, note.column) for note in table.notes] == [
        ("double_header", "Poste"),
        ("unknown_header", "Signe astral"),
    ]
    assert "Signe astral" in table.notes[1].cause()
    assert "titre" in table.notes[1].cure()
    assert table.lines[0].cells == {"title": "A"}


def test_json_item_that_is_no_object_is_told() -> None:
    data = json.dumps({"openings": [{"title": "A"}, "B", {"titre": "C", "remote": True}]})
    table = read_table(data.encode(), OPENINGS)
    assert [(problem.line, problem.code) for problem in table.problems] == [(2, "json_item")]
    assert table.lines[1].cells["remote"] == "oui"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \n\n", "file_empty"),
        (b"PK\x03\x04rest of a workbook", "file_spreadsheet"),
        (b"[{]", "file_json"),
        (b"[]", "file_empty"),
        (b"alpha;beta\n1;2\n", "file_headers"),
        (b"titre\n\x00\x01\x02\x00\x05", "file_binary"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_table(data, OPENINGS)
    assert refused.value.code == code
    assert len(refused.value.sentence()) > 20
    assert "%(" not in refused.value.sentence()
