"""The support network as JSON, by the contract of the command line."""

from __future__ import annotations

from typing import Any

from recovery_journal.report.contact_json import contact_json
from recovery_journal.rules.network.snapshot import Network


def network_json(network: Network) -> dict[str, Any]:
    """Return the network as of its day: contacts, those not placed, figures and all 35 gaps."""
    return {
        "as_of": network.as_of.isoformat(),
        "contacts": [
            contact_json(map_contact.contact, map_contact.activity, network.as_of)
            for map_contact in network.contacts
        ],
        "not_placed": [{"id": contact.id, "name": contact.name} for contact in network.not_placed],
        "figures": {
            name: {"value": figure.value, "n": figure.n} for name, figure in network.figures.items()
        },
        "gaps": [gap._asdict() for gap in network.gaps],
    }
