"""The support network as JSON, by the contract of the command line."""

from __future__ import annotations

from typing import Any

from recovery_journal.report.contact_json import contact_json
from recovery_journal.rules.network import Network


def network_json(network: Network) -> dict[str, Any]:
    """Return the network as of its day: contacts, those not placed, figures and all 35 gaps."""
    return {
        "as_of": network.as_of.isoformat(),
        "contacts": [
            contact_json(placed.contact, placed.tie, network.as_of) for placed in network.people
        ],
        "not_placed": [{"id": c.id, "name": c.name} for c in network.not_placed],
        "figures": {
            name: {"value": figure.value, "n": figure.n} for name, figure in network.figures.items()
        },
        "gaps": [gap._asdict() for gap in network.gaps],
    }
