"""Phrases headed by a proper name that the registry doesn't look for unasked: persons, bodies, places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.language.roles import RoleNoun, longest_role, titles, word_set
from reportedly.steps.who_roles import gender_of, inside_body, role_phrases
from reportedly.steps.who_view import NOMINAL, Phrase, SentenceView, is_subject, start_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["end_of_dateline", "is_place_that_acts", "proper_phrases"]

_NO_ACTOR_LABELS = frozenset(
    {
        "DATE",
        "TIME",
        "MONEY",
        "PERCENT",
        "LAW",
        "LANGUAGE",
        "WORK_OF_ART",
        "QUANTITY",
        "EVENT",
        "CARDINAL",
        "ORDINAL",
    }
)
_NAME_TAGS = frozenset({"NNP", "NNPS", "HYPH", "NN", "JJ", "POS", "NNS"})
_KOREAS = {"North": ("North Korea", "PRK"), "South": ("South Korea", "KOR")}
_OF = frozenset({"of", "for"})
_ONLY_OF = frozenset({"of"})
_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "da", "di", "del", "della", "la", "le", "bin", "ibn", "al", "el"}
)


def is_place_that_acts(token: Token, *, seat: bool) -> bool:
    """Whether a place is named as one who acts or is acted on, not as where something is.

    Args:
        seat: whether it is a seat of government.
    """
    if (
        seat
        and token.i == 0
        and token.i + 1 < len(token.doc)
        and token.doc[1].text not in {",", "-", "(", "--", "–", "—"}
    ):
        # The parser takes the first word of many a headline for a part of the next: "Minsk jails reporter".
        return True
    while token.dep_ == "conj":
        token = token.head
    dep = token.dep_
    if dep in {"nsubj", "nsubjpass", "agent", "dobj", "dative", "ROOT"}:
        return True
    if dep == "poss":
        return seat
    if dep in {"compound", "nmod"}:
        return seat
    if dep == "pobj":
        preposition = token.head.lower_
        governor = token.head.head.lemma_.lower()
        if preposition in word_set("acting_prepositions"):
            return seat or preposition in {"with", "against", "by", "on"}
        if preposition == "to":
            return seat or governor not in word_set("motion")
        if preposition == "from":
            return governor not in word_set("motion") if seat else governor in word_set("addressing")
    return False


def proper_phrases(token: Token, first: int, here: SentenceView) -> Iterator[Phrase]:
    """The phrase of a proper name, told by the recogniser's label, the words of the name and the title before it."""
    doc = here.tokens
    label = token.ent_type_
    start = token.i
    if label:
        while start > first and doc[start - 1].ent_type_ == label and doc[start].ent_iob_ == "I":
            start -= 1
    if here.korea and token.text in _KOREAS and token.i > 0 and here.lowered[token.i - 1] == "the":
        name, code = _KOREAS[token.text]
        yield Phrase(
            here.sentence.index, token.i - 1, token.i + 1, token.i, "name", "country", name, code, country=code,
            subject=is_subject(token),
        )  # fmt: skip
        return
    if token.lower_ in word_set("no_actors") and start == token.i:
        return
    if token.is_upper and start <= 1 and end_of_dateline(here) > token.i:
        return
    role = longest_role(here.lower(first, token.i + 1), token.lemma_.lower())
    if role and label != "PERSON" and role[1].kind != "person":
        yield from _bodies(token, first, min(start, token.i), role, here)
        return
    if role and label not in {"PERSON", "ORG"}:
        yield from role_phrases(token, first, role, here)
        return
    if label in _NO_ACTOR_LABELS:
        return
    if (
        start == token.i
        and label in {"GPE", "LOC"}
        and start > first
        and doc[start - 1].ent_type_ == "PERSON"
    ):
        # "Ursula von der Leyen", cut in two by the recogniser.
        label = "PERSON"
    titled = _title_before(token, first, start, here)
    if label == "PERSON" or titled:
        yield from _persons(token, first, start, titled, here)
    elif label in {"ORG", "PRODUCT", "FAC"}:
        yield from _bodies(token, first, start, None, here)
    elif label == "NORP":
        states = here.entities(here.modifiers(token, first)[0])
        yield Phrase(
            here.sentence.index,
            first,
            token.i + 1,
            token.i,
            "description",
            "people",
            here.without_article(first, token.i + 1),
            country=next((e.country for e in states), None),
            sectors=("CVL",),
            plural=True,
            noun="people",
            subject=is_subject(token),
        )
    elif label in {"GPE", "LOC"}:
        if is_place_that_acts(token, seat=False):
            words = here.words(start, token.i + 1)
            yield Phrase(
                here.sentence.index,
                start,
                token.i + 1,
                token.i,
                "place",
                "group",
                words,
                subject=is_subject(token),
                person=words if " " not in words else "",
            )
    elif token.dep_ in NOMINAL and not (here.sentence.headline and _is_title_case(here)):
        yield from _unlabelled(token, first, here)


def end_of_dateline(here: SentenceView) -> int:
    """How many tokens at a sentence's beginning tell only where it was written: "LIMA, Peru (Reuters) -"; 0 for none."""
    if not here.tokens or not here.tokens[0].is_upper or len(here.tokens[0]) < 3:
        return 0
    for token in here.tokens[1:16]:
        if token.text in {"-", "–", "—", "--"} and token.whitespace_ and here.tokens[token.i - 1].whitespace_:
            return token.i
        if token.text == ":" and here.tokens[token.i - 1].text == ")":
            return token.i
    return 0


def _is_title_case(here: SentenceView) -> bool:
    """Whether a headline writes all its longer words with capitals, so that they tell no names."""
    return not any(token.is_lower and len(token) > 3 for token in here.tokens)


def _unlabelled(token: Token, first: int, here: SentenceView) -> Iterator[Phrase]:
    """Capitalised words that the recogniser gave no label: two or more are taken for a person, one is left open."""
    doc = here.tokens
    start = token.i
    while start > first and doc[start - 1].tag_ == "NNP" and start - 1 not in here.of_token:
        start -= 1
    if not token.text[:1].isupper() or (token.i == 0 and token.tag_ not in {"NNP", "NNPS"}):
        return
    if token.i > start and token.tag_ == "NNP":
        yield from _persons(token, first, start, None, here)
        return
    yield Phrase(
        here.sentence.index,
        start,
        token.i + 1,
        token.i,
        "name",
        "organisation",
        here.words(start, token.i + 1),
        subject=is_subject(token),
        appositive_to=_beside(token, start, here),
        person=here.words(start, token.i + 1),
    )


def _title_before(
    token: Token, first: int, start: int, here: SentenceView
) -> tuple[int, int, RoleNoun] | None:
    """The title before a name: where it begins, where the name begins, and the role noun."""
    doc = here.tokens
    for at in range(min(start, token.i), first, -1):
        before = doc[at - 1]
        role = longest_role(here.lower(first, at), before.lemma_.lower())
        if role and role[1].kind == "person":
            named = all(t.tag_ in _NAME_TAGS or t.text == "-" for t in doc[at : token.i + 1])
            return (at - role[0], at, role[1]) if named else None
        if before.lower_ in titles():
            noun = titles()[before.lower_][0]
            found = longest_role([noun], noun) if noun else None
            return at - 1, at, found[1] if found else RoleNoun("", "person", ())
        if before.tag_ not in {"NNP", "NNPS", "HYPH"} and before.text != "-":
            return None
    return None


def _persons(
    token: Token, first: int, start: int, titled: tuple[int, int, RoleNoun] | None, here: SentenceView
) -> Iterator[Phrase]:
    """A person by name, with the title before it: "Iranian Foreign Minister Hossein A."."""
    doc = here.tokens
    name_first = titled[1] if titled else start
    gender = _gender_of_title(here.lowered[name_first - 1]) if titled else ""
    # Titles that the recogniser took for a part of the name.
    while name_first < token.i:
        word = here.lowered[name_first]
        role = longest_role([word], word)
        if word not in titles() and not (role and role[1].kind == "person" and role[1].sectors != ("CVL",)):
            break
        gender = _gender_of_title(word) or gender
        if role and role[1].kind == "person" and (titled is None or not titled[2].noun):
            titled = (name_first, name_first + 1, role[1])
        name_first += 1
    while (
        name_first - 1 > first
        and here.lowered[name_first - 1] in _PARTICLES
        and doc[name_first - 2].tag_ == "NNP"
    ):
        # "Ursula von der Leyen": the recogniser often sees the last word alone.
        name_first -= 1
        while name_first > first and here.lowered[name_first - 1] in _PARTICLES:
            name_first -= 1
        while (
            name_first > first
            and doc[name_first - 1].tag_ == "NNP"
            and here.lowered[name_first - 1] not in titles()
        ):
            if longest_role([here.lowered[name_first - 1]], here.lowered[name_first - 1]):
                break
            name_first -= 1
    person = here.words(name_first, token.i + 1)
    if not any(character.isalpha() for character in person):
        return
    country: str | None = None
    sectors: tuple[str, ...] = ()
    owner: int | None = None
    role_words: str | None = None
    former = False
    if titled and titled[2].noun:
        size = titled[1] - titled[0]
        for part in role_phrases(doc[titled[1] - 1], first, (size, titled[2]), here):
            country, sectors, former, owner = part.country, part.sectors, part.former, part.owner
            role_words = part.role or here.words(titled[0], titled[1])
            break
    else:
        names, possessor = here.modifiers(token, first)
        states = here.entities([name for name in names if name.end <= name_first])
        country = states[0].country if states else None
        owner = possessor.i if possessor is not None else None
    land = here.follower(token, _ONLY_OF)
    if land is not None and country is None and land.i in here.of_token:
        # "King Abdullah of Jordan", "Tony Abbott of Australia".
        country = next((e.country for e in here.entities([here.of_token[land.i]])), None)
    yield Phrase(
        here.sentence.index,
        first,
        token.i + 1,
        token.i,
        "name",
        "person",
        person,
        person=person,
        country=country,
        sectors=sectors,
        role=role_words,
        noun=titled[2].noun if titled else "",
        former=former,
        gender=gender,
        definite=True,
        appositive_to=_beside(token, first, here),
        owner=owner,
        subject=is_subject(token),
    )


def _gender_of_title(word: str) -> str:
    return titles().get(word, ("", ""))[1] or gender_of(word)


def _beside(token: Token, start: int, here: SentenceView) -> int | None:
    """The head beside which a name stands: in apposition, or as another form of it in brackets."""
    doc = here.tokens
    enclosed = (
        start > 1 and doc[start - 1].text == "(" and token.i + 1 < len(doc) and doc[token.i + 1].text == ")"
    )
    if enclosed and len(token) > 2 and "." not in token.text:
        return start - 2
    return token.head.i if token.dep_ == "appos" else None


def _bodies(
    token: Token, first: int, start: int, role: tuple[int, RoleNoun] | None, here: SentenceView
) -> Iterator[Phrase]:
    """An organisation by a name that isn't looked for: what it is, by the words of its name."""
    doc = here.tokens
    end = token.i + 1
    follower = here.follower(token, _OF)
    if follower is not None:
        same_name = bool(follower.ent_type_) and follower.ent_type_ == token.ent_type_ == "ORG"
        titled = (
            role is not None
            and (follower.pos_ == "PROPN" or role[1].sectors == ("GOV",))
            and follower.ent_type_ != "PERSON"
        )
        end = follower.i + 1 if same_name or titled else end
    words = here.lower(start, end)
    names, owner = here.modifiers(token, first)
    entities = here.entities(names)
    role = role or _role_in_name(words, doc[end - 1].lemma_.lower())
    sectors: tuple[str, ...] = ()
    body = None
    kind = "organisation"
    if role and role[1].sectors != ("UNK",):
        sectors, body = role[1].sectors, role[1].body
        kind = role[1].kind if role[1].kind in {"group", "people"} else kind
    elif not word_set("companies").isdisjoint(words):
        sectors = ("BUS",)
    if end > token.i + 1 and follower is not None:
        inner = here.of_token.get(follower.i)
        inner_names, _ = here.modifiers(follower, start_of(follower, here.tokens))
        entities.extend(here.entities([*inner_names, inner] if inner else inner_names))
        if not inner and follower.ent_type_ not in {"GPE", "PERSON"}:
            here.swallowed.add(follower.i)
    if sectors == ("GOV",) and {"defence", "defense"} & set(words):
        sectors = ("GOV", "MIL")
    country = body or next((e.country for e in entities if e.country), None)
    inside = [e for e in entities if e.kind in {"organisation", "group"} and not e.id.startswith("area:")]
    if inside and role:
        country, sectors = inside_body(inside[-1], role[1], sectors)
    country = country or here.country_of_place(token, end)
    name_first = first
    while name_first < token.i and not doc[name_first].text[:1].isupper():
        name_first += 1
    name = here.without_article(name_first, end)
    exact = None
    if len(name) > 2 and not role:
        exact = next((e for e in here.registry.find(name) if e.kind not in {"person", "place"}), None)
    yield Phrase(
        here.sentence.index,
        first,
        end,
        token.i,
        "name",
        exact.kind if exact else kind,
        name,
        exact.id if exact else None,
        country=country or (exact.country if exact else None),
        sectors=sectors or (exact.sectors if exact else ()),
        noun=role[1].noun if role else "",
        person=name if " " not in name and not role else "",
        plural=kind == "group",
        definite=here.lowered[first] == "the" or owner is not None,
        appositive_to=_beside(token, start, here),
        owner=owner.i if owner is not None else None,
        subject=is_subject(token),
    )
    here.covered.update(i for s in names for i in range(s.first, s.end) if doc[s.end - 1].dep_ != "poss")


def _role_in_name(words: list[str], lemma: str) -> tuple[int, RoleNoun] | None:
    """The noun in a name that tells what the body is: its last, else any ("Institute for Peace")."""
    last = longest_role([words[-1]], lemma)
    if last:
        return last
    for word in reversed(words):
        found = longest_role([word], word)
        if found and found[1].kind in {"organisation", "group"}:
            return found
    return None
