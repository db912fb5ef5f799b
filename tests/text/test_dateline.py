"""The day on which a report was written, and what it dates."""

from __future__ import annotations

from scenes import told


def test_a_dateline_leaves_the_time_to_a_report_that_tells_it() -> None:
    assert told("লিমা, ১১ অক্টোবর ২০০৮: চুক্তিতে সই পড়ল শুক্রবার।") == ["2008-10-10"]
    assert told("লিমা, ১১ অক্টোবর ২০০৮: চুক্তিতে সই পড়ল।") == ["2008-10-11"]
    assert told("লিমা, ১১ অক্টোবর ২০০৮: বৈঠক হয়। ১৯৬৩ সালের ৫ মে কেনিয়া স্বাধীন হয়, সেদিনই দূতাবাস খোলে।")[1:] == [
        "1963-05-05",
        "1963-05-05",
    ]
    assert told("১১ অক্টোবর, ২০০৮ (পেরুনিউজ) : চুক্তিতে সই পড়ল শুক্রবার।") == ["2008-10-10"]
