"""The everyday words for what someone is, in English and Spanish, and the relation each means."""

from __future__ import annotations

from functools import cache
from typing import get_args

from recovery_journal.domain.choices import Relation
from recovery_journal.domain.fields import SingleChoice
from recovery_journal.domain.labels import label
from recovery_journal.text import normalize

# As ``normalize`` folds them. In the groups of Spanish speakers a padrino is a sponsor.
_WORDS_BY_RELATION: dict[Relation, str] = {
    "partner": """
        wife, husband, spouse, girlfriend, boyfriend, fiance, fiancee, life partner,
        pareja, esposa, esposo, mujer, marido, conyuge, novia, novio, prometida, prometido""",
    "family": """
        mother, mom, mum, mama, mommy, mummy, father, dad, daddy, papa, parent, parents,
        sister, brother, sibling, sis, stepsister, stepbrother, half sister, half brother,
        son, daughter, child, kid, stepson, stepdaughter, stepmother, stepfather, stepmom,
        stepmum, stepdad, uncle, aunt, auntie, cousin, nephew, niece, grandmother, grandma,
        granny, gran, nan, grandfather, grandpa, grandad, granddad, grandson, granddaughter,
        grandparent, godmother, godfather, mother in law, father in law, sister in law,
        brother in law, son in law, daughter in law, relative,
        familia, familiar, madre, padre, mami, papi, hermana, hermano, hermanastra, hermanastro,
        hija, hijo, hijastra, hijastro, madrastra, padrastro, tia, tio, prima, primo, sobrina,
        sobrino, abuela, abuelo, nieta, nieto, suegra, suegro, cunada, cunado, nuera, yerno""",
    "friend": """
        mate, buddy, pal, best friend, old friend, close friend, school friend,
        amiga, amigo, amistad, mejor amiga, mejor amigo""",
    "housemate": """
        flatmate, roommate, companera de piso, companero de piso, companera de casa,
        companero de casa, companera de cuarto, companero de cuarto""",
    "peer_in_recovery": """
        peer, aa friend, na friend, friend from aa, friend from na, recovery friend, sponsee,
        par, par en recuperacion, amiga de aa, amigo de aa, amiga de na, amigo de na,
        companera de aa, companero de aa, companera de grupo, companero de grupo""",
    "sponsor_mentor": "sponsor, mentor, madrina, padrino, mentora",
    "peer_specialist": "peer worker, peer supporter, recovery coach",
    "recovery_group": """
        group, home group, support group, aa, na, aa group, na group,
        grupo, grupo de apoyo, grupo de aa, grupo de na""",
    "counselor_therapist": """
        therapist, counsellor, counselor, psychologist, psychotherapist,
        terapeuta, consejera, consejero, psicologa, psicologo, psicoterapeuta""",
    "medical": """
        doctor, dr, gp, physician, nurse, psychiatrist, pharmacist,
        doctora, medica, medico, enfermera, enfermero, psiquiatra""",
    "social_worker": """
        case worker, caseworker, case manager, trabajadora social, trabajador social""",
    "work_school": """
        boss, manager, supervisor, employer, colleague, coworker, co worker, workmate, teacher,
        classmate, jefa, jefe, colega, companera de trabajo, companero de trabajo,
        companera de clase, companero de clase, profesora, profesor, maestra, maestro""",
    "faith_community": "church, parish, mosque, synagogue, iglesia, parroquia, mezquita, sinagoga",
    "helpline": "hotline, crisis line, linea de ayuda",
    "other": "neighbour, neighbor, ex, vecina, vecino",
}
_POSSESSIVES = ("my ", "mi ")
_RELATIONS: tuple[Relation, ...] = get_args(Relation)


@cache
def _relation_by_word() -> dict[str, Relation]:
    return {
        word.strip(): relation
        for relation, synonyms in _WORDS_BY_RELATION.items()
        for word in synonyms.split(",")
    }


def find_relation(word: str) -> Relation | None:
    """Return the relation that a word means: one of the list, its label, or an everyday word."""
    normalized = " ".join(normalize(word).replace("-", " ").replace("_", " ").split())
    for relation in _RELATIONS:
        if normalized in (relation.replace("_", " "), normalize(label(relation))):
            return relation
    for possessive in _POSSESSIVES:
        normalized = normalized.removeprefix(possessive)
    return _relation_by_word().get(normalized)


def custom_relation_word(word: str) -> str | None:
    """Return an everyday word as it was typed; None for one of the list, or its label."""
    relation = find_relation(word)
    normalized = normalize(word).replace("-", " ").replace("_", " ")
    if relation is None or normalized in (relation.replace("_", " "), normalize(label(relation))):
        return None
    return " ".join(word.split())


class RelationField(SingleChoice[Relation]):
    """What someone is to the person, by a value of the list or by an everyday word for it."""

    def parse(self, name: str, text: str) -> Relation:
        """Read the relation that the word means; refuses one that is not known."""
        return find_relation(text) or super().parse(name, text)
