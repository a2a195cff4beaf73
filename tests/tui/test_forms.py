"""Each form has a row for every field of its record, or says why it has none."""

from __future__ import annotations

import pytest

from recovery_journal.forms.form_spec import FormSpec
from recovery_journal.forms.record_forms import FORMS
from recovery_journal.storage import Journal


@pytest.mark.parametrize("spec", FORMS.values(), ids=lambda spec: spec.form)
def test_every_field_has_a_row_or_is_said_to_have_none(journal: Journal, spec: FormSpec) -> None:
    rows = [*spec.rows(journal), *spec.folded_rows(journal)]
    names = [row.field_name for row in rows]

    assert len(set(names)) == len(names)
    assert set(spec.fields) <= {*names, *spec.derived_from, *spec.unseen}
    assert {spec.first, spec.second} - {""} <= set(names)
