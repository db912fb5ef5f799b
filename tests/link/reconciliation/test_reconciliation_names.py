from __future__ import annotations

import pytest

from bilat_kg.link.reconciliation.names import agree, folded, forms, key


@pytest.mark.parametrize(
    ("query", "name", "case"),
    [
        ("মস্কোতে", "মস্কো", "Loc"),
        ("রাশিয়ার", "রাশিয়া", "Gen"),
        ("মালয়েশিয়াকে", "মালয়েশিয়া", "Acc"),
        ("মালয়েশিয়া-র", "মালয়েশিয়া", "Gen"),
        ("মালয়েশিয়া এর", "মালয়েশিয়া", "Gen"),
        ("রাশিয়ার সাথে", "রাশিয়া", "Com"),
        ("ঢাকা থেকে", "ঢাকা", "Abl"),
        ("মালয়েশিয়ায়", "মালয়েশিয়া", "Loc"),  # য় is written in two ways
        ("ব্রুনাইয়ের", "ব্রুনাই", "Gen"),
        ("ঢাকারটি", "ঢাকা", "Poss"),
        ("কুয়ালালামপুরেই", "কুয়ালালামপুর", "Loc"),
        ("সংযুক্ত আরব আমিরাতের", "সংযুক্ত আরব আমিরাত", "Gen"),
    ],
)
def test_an_inflected_name_can_be_read_as_the_name(query, name, case):
    assert (key(name), case) in [(form.text, form.case) for form in forms(query)]


def test_the_query_as_it_stands_comes_first_and_other_scripts_have_no_other():
    assert next((form.text, form.inflected) for form in forms("কাতার")) == ("কাতার", False)
    assert next(form.text for form in forms("Moscow তে")) == "moscow তে"
    assert [form.text for form in forms("  MOSCOW ")] == ["moscow"]
    assert [form.text for form in forms("")] == [""]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("শ্রীলঙ্কা", "শ্রীলংকা"),
        ("মালয়েশিয়া", "মালয\u09bcেশিয\u09bcা"),  # the letter and its dot apart
        ("মস্‌কো", "মস্কো"),  # with ZWNJ
        ("São Tomé and Príncipe", "sao tome and principe"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Timor-Leste", "Timor Leste"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert folded(one) == folded(other) != ""


def test_names_agree_in_one_script_only():
    assert agree("মস্কোতে", "মস্কো") is True
    assert agree("শ্রীলংকার", "শ্রীলঙ্কা") is True
    assert agree("Sao Tome", "São Tomé") is True
    assert agree("Moscow", "Muscat") is False
    assert agree("মালি", "মালে") is False
    assert agree("মস্কো", "Moscow") is None
