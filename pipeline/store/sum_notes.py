"""What the views of sums hold."""

from __future__ import annotations

from pipeline.store.column_notes import BESIDE, CLUSTER, MARKS, MONEY, NAMED, NUMBER_SHOWN, RATE, SPAN, SUMMED
from pipeline.store.table_notes import Table

_REVIEWED_ID = "{} (reviewed_facts.id)."
_UNITS = {"currency": MONEY["currency"], **RATE, **MARKS}
_ENDS = {name: NUMBER_SHOWN[name] for name in ("value", "low", "high")}
_STANDING = "open, accepted, corrected or added."
SUMS = (
    Table(
        name="standing_amounts",
        about="Amounts that count: under the reviewers' last word, without what they rejected in this or another copy.",
        columns={
            "id": _REVIEWED_ID.format("The amount"),
            "quote": "The amount as it is written.",
            **_ENDS,
            **MARKS,
            **MONEY,
            **RATE,
            "status": _STANDING,
            "sentence": SPAN["sentence"],
            **CLUSTER,
            **BESIDE,
        },
        is_view=True,
    ),
    Table(
        name="standing_institution_amounts",
        about="Amounts that count, each with every institution named in its sentence that counts likewise.",
        columns={
            "institution": NAMED["institution"],
            "canonical": "Its name in the newest article that mentions it (institutions.canonical).",
            "type": NAMED["type"],
            "mention": "The institution as it is written there.",
            "amount": "The amount as it is written.",
            **_ENDS,
            **MARKS,
            **MONEY,
            **RATE,
            "status": f"How the amount stands: {_STANDING}",
            "sentence": SPAN["sentence"],
            **CLUSTER,
            **BESIDE,
            "reviewed_mention": _REVIEWED_ID.format("The mention"),
            "reviewed_amount": _REVIEWED_ID.format("The amount"),
        },
        is_view=True,
    ),
    Table(
        name="money_claims",
        about="The amounts that count, once for a text however often it names them and however many outlets carry it.",
        columns={
            **CLUSTER,
            **_UNITS,
            **_ENDS,
            "articles": "In how many articles of the cluster it stands.",
            "outlets": "Of how many outlets.",
            "reviewed": "In how many of the articles a reviewer's word stands on it.",
            "quote": "How one of them writes it.",
            "first_published": "When the first of them was published, in Korean time.",
            "reviewed_amount": _REVIEWED_ID.format("One of the amounts"),
        },
        is_view=True,
    ),
    Table(
        name="money_by_currency",
        about="Sums of money_claims, like with like: a row a currency, rate, share, bound and approximation.",
        columns={**_UNITS, **SUMMED},
        is_view=True,
    ),
    Table(
        name="money_by_institution",
        about="Sums of amounts whose sentences name an institution: not its money; do not add institutions up.",
        columns={
            "institution": NAMED["institution"],
            "canonical": "Its name in the newest article that mentions it (institutions.canonical).",
            "type": NAMED["type"],
            **_UNITS,
            **SUMMED,
        },
        is_view=True,
    ),
)
