"""What looks like an instruction and is none: closing formulas, manner, the paper on itself (A15, records.md)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pipeline.authority.tables import load_table

_CORE: Final = re.compile(r"\b(?:thuc hien|chap hanh|thi hanh|trien khai)\b")
_EXEMPLARY: Final = re.compile(r"nghiem tuc (?:chap hanh|trien khai|thuc hien).{0,60}")
_PLEDGE: Final = re.compile(
    r"(?:co trach nhiem |chiu )?(?:trach nhiem )?thi hanh\b|chiu trach nhiem (?:thi hanh|truoc|neu)\b"
    r"|(?:trong qua trinh|qua trinh|neu|khi)?.{0,120}\b(?:xin )?lien he\b|xin dien\b"
    r"|ban hanh kem theo|gui kem\b"
)
_ORDERED: Final = re.compile(r"\b(?:bao cao|gui|truoc ngay|cham nhat|phan anh)\b")
_SELF: Final = re.compile(
    r"(?:chi thi|nghi quyet|ke hoach|huong dan|quyet dinh|thong bao|ket luan|cong van|chuong trinh|quy dinh|quy che"
    r"|cong dien|de an|thong tri|dieu le|bao cao|van ban) (?:nay|co hieu luc|duoc (?:pho bien|ban hanh)|thay the)\b"
    r"|huong dan nay|tren day la"
)
_MANNER: Final = re.compile(r"(?:phai|can(?! cu| doi)|khong|tranh|tuyet doi|nghiem cam|coi)\b")
_A_DUTY: Final = re.compile(
    r"(?:phai )?xac dinh\b.{0,200}?\bla (?:nhiem vu|mot|viec|trach nhiem|khau|noi dung|muc tieu)"
)


@cache
def _vocabulary() -> frozenset[str]:
    """Syllables of "nghiêm túc triển khai thực hiện tốt các nội dung trên" and its like."""
    return frozenset(row["word"] for row in load_table("formula_words"))


def is_formula(folded: str) -> bool:
    """A closing formula that orders no report and gives no date."""
    bare = folded.strip(" .,;/")
    if _PLEDGE.match(bare) and not re.search(r"\b(?:truoc ngay|cham nhat)\b", bare):
        return True
    if _ORDERED.search(bare):
        return False
    words = re.findall(r"[a-z]+", bare)
    return bool(_CORE.search(bare) and set(words) <= _vocabulary()) or bool(_EXEMPLARY.fullmatch(bare))


def speaks_of_itself(folded: str, start: int) -> bool:
    """Effect, dissemination, what the paper replaces: "Chỉ thị này phổ biến đến chi bộ"."""
    return bool(_SELF.match(folded, start))


def is_manner(folded: str) -> bool:
    """How, not what: "phải bảo đảm ...", "không để ..."."""
    return bool(_MANNER.match(folded))


def names_a_duty(folded: str) -> bool:
    """ "Xác định ... là nhiệm vụ quan trọng"."""
    return bool(_A_DUTY.match(folded))
