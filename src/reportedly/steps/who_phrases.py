"""Noun phrases that may be actors: what a sentence alone says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportedly.language.roles import RoleNoun, former_words, longest_role, titles
from reportedly.registry import Registry
from reportedly.registry.entity import Entity
from reportedly.steps.cast import How
from reportedly.steps.parse import Sentence
from reportedly.steps.who_names import Spotted, spot_names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Phrase", "phrases_of"]

#: Role nouns that say nothing of the sector: what goes before or follows "of" does ("police spokesman", "head of the army").
_GENERIC = frozenset(
    [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "leader",
        "chief",
        "head",
        "source",
        "member",
        "director",
        "representative",
        "aide",
        "staff",
        "chairman",
        "chairwoman",
        "chairperson",
        "boss",
        "secretary",
        "commander",
        "deputy",
        "envoy",
        "supporter",
        "personnel",
        "employee",
        "delegate",
        "president",
        "officer",
        "group",
        "organisation",
        "organization",
        "team",
        "body",
        "delegation",
        "figure",
        "worker",
        "fighter",
        "base",
        "secretary-general",
        "leadership",
        "command",
        "unit",
        "forces",
        "force",
        "side",
        "ally",
        "rival",
        "activist",
        "critic",
        "opponent",
        "delegates",
        "participant",
        "candidate",
        "chair",
        "coordinator",
        "director-general",
        "insider",
        "veteran",
        "adviser",
        "advisor",
        "lawyer",
        "convoy",
        "patrol",
        "post",
    ]
)
#: Heads that only count; what follows "of" is the actor.
_QUANTITY = frozenset(
    [
        "dozen",
        "hundred",
        "thousand",
        "score",
        "ten",
        "million",
        "number",
        "group",
        "crowd",
        "pair",
        "handful",
        "majority",
        "half",
        "couple",
        "trio",
        "team",
        "series",
        "wave",
        "most",
        "some",
        "many",
        "several",
        "all",
        "few",
        "both",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "each",
        "none",
        "any",
        "family",
        "member",
        "rest",
        "band",
        "army",
        "part",
        "lot",
        "total",
        "generation",
        "mob",
        "influx",
        "throng",
        "column",
    ]
)
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
#: Labels of tokens that stand inside another's noun phrase and head none of their own.
_INSIDE = frozenset({"compound", "amod", "nmod", "det", "nummod", "quantmod", "punct", "case", "predet", "advmod", "npadvmod", "aux", "mark", "expl"})  # fmt: skip
_NOMINAL_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent", "conj", "attr", "appos", "oprd", "ROOT"})  # fmt: skip
_PRONOUNS = frozenset(
    [
        "he",
        "him",
        "she",
        "her",
        "they",
        "them",
        "it",
        "who",
        "whom",
        "which",
        "that",
        "his",
        "hers",
        "its",
        "their",
        "himself",
        "herself",
        "itself",
        "themselves",
        "whose",
    ]
)
_PLACE_PREPOSITIONS = frozenset(["in", "at", "near", "from", "around", "outside", "inside", "across"])
_ACTING = frozenset({"nsubj", "agent", "dobj", "nsubjpass", "dative", "poss"})
_ACTING_PREPOSITIONS = frozenset(["with", "between", "against", "by", "among", "for"])
_ADDRESSING = frozenset(
    [
        "say",
        "tell",
        "warn",
        "accuse",
        "ask",
        "urge",
        "threaten",
        "demand",
        "send",
        "offer",
        "give",
        "pledge",
        "promise",
        "sell",
        "supply",
        "grant",
        "deliver",
        "export",
        "lend",
        "apologize",
        "apologise",
        "appeal",
        "belong",
        "respond",
        "reply",
        "message",
        "letter",
        "call",
        "support",
        "aid",
        "assistance",
        "help",
        "loan",
        "sale",
        "arm",
        "export",
        "supply",
        "concession",
        "warning",
        "threat",
        "apology",
        "proposal",
        "offer",
        "demand",
        "appeal",
        "ultimatum",
        "response",
        "ambassador",
        "envoy",
        "hand",
        "extradite",
        "deport",
        "return",
        "provide",
        "transfer",
        "donate",
        "protest",
        "complain",
        "pay",
        "ship",
    ]
)
_PEOPLE_ENDINGS = ("s",)
_COMPANY = frozenset(["inc", "corp", "co", "ltd", "plc", "ag", "sa", "nv", "gmbh", "llc", "llp", "limited", "corporation", "incorporated", "holdings", "bhd", "oao", "pjsc", "oyj", "spa", "motors", "airlines", "airways"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention before it is known whose: tokens and what they say.

    Args:
        first, end, head: as in `ActorMention`.
        kind: of the actor; None for a pronoun.
        name: the words that name it, for a description the whole phrase.
        entity: id in the registry, where the words alone decide it.
        person: the person's own name without title, or "".
        role: words of the office.
        body_words: folded noun of the role, to match "the minister" to a "foreign minister".
        appositive_to: head of the phrase that this one stands beside.
    """

    sentence: int
    first: int
    end: int
    head: int
    how: How
    kind: str | None
    name: str
    entity: str | None = None
    person: str = ""
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    noun: str = ""
    former: bool = False
    plural: bool = False
    definite: bool = False
    gender: str = ""
    appositive_to: int | None = None
    owner: int | None = None
    subject: bool = False


@dataclass(slots=True)
class _Sentence:
    """A sentence while its phrases are read."""

    sentence: Sentence
    registry: Registry
    spotted: list[Spotted]
    of_token: dict[int, Spotted] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)

    @property
    def doc(self) -> Doc:
        return self.sentence.doc


def phrases_of(sentence: Sentence, registry: Registry) -> list[Phrase]:
    """The phrases of a parsed sentence that may be actors, by their heads."""
    here = _Sentence(sentence, registry, spot_names(sentence, registry))
    here.spotted = [s for s in here.spotted if not _is_of_a_person(s, sentence.doc)]
    for spotted in here.spotted:
        for i in range(spotted.first, spotted.end):
            here.of_token[i] = spotted
    found: list[Phrase] = []
    for token in sentence.doc:
        found.extend(_phrases_at(token, here))
    found.extend(_bare_names(here))
    found.sort(key=lambda p: (p.first, -p.end, p.head))
    return found


def _is_of_a_person(spotted: Spotted, doc: Doc) -> bool:
    """Whether a place's name is a part of a person's ("Michael Jordan", "Chad Smith")."""
    if spotted.use not in {"name", "place", "capital", "territory"} or spotted.end - spotted.first > 1:
        return False
    token = doc[spotted.first]
    if token.ent_type_ != "PERSON":
        return False
    before = token.i > 0 and doc[token.i - 1].ent_type_ == "PERSON" and token.ent_iob_ == "I"
    after = (
        token.i + 1 < len(doc) and doc[token.i + 1].ent_type_ == "PERSON" and doc[token.i + 1].ent_iob_ == "I"
    )
    after = after and doc[token.i + 1].tag_ in {"NNP", "NNPS"}
    return before or after


def _phrases_at(token: Token, here: _Sentence) -> Iterator[Phrase]:
    lower = token.lower_
    pos = token.pos_
    if pos == "PRON" or lower in _PRONOUNS:
        if lower in _PRONOUNS and token.dep_ != "expl" and token.dep_ not in {"mark", "det", "advmod"}:
            yield _pronoun(token, here)
        elif pos == "PRON" and token.dep_ in _NOMINAL_DEPS and lower in {"someone", "somebody", "everyone"}:
            yield from _of_role(token, token.i, longest_role([lower], lower), here)
        return
    dep = token.dep_
    if pos not in {"NOUN", "PROPN"} and not (
        dep in _NOMINAL_DEPS and (pos in {"ADJ", "NUM", "DET", "X"} or token.tag_ in {"VBN", "NNS", "NNPS"})
    ):
        return
    if dep in _INSIDE and not _heads_its_own(token):
        return
    spotted = here.of_token.get(token.i)
    first = _first_of(token)
    if spotted and spotted.end - 1 != token.i and spotted.end > token.i:
        # The parser's head lies inside a longer name: the name's last word stands for it.
        if spotted.use in {"name", "territory"}:
            yield from _of_name(token, first, spotted, here)
        return
    if spotted and spotted.end - 1 == token.i and not spotted.by_another:
        found = list(_of_name(token, first, spotted, here))
        here.covered.update(range(spotted.first, spotted.end)) if found else None
        yield from found
        return
    words = [t.lower_ for t in here.doc[first : token.i + 1]]
    if pos == "PROPN" or (token.ent_type_ in {"PERSON", "ORG"} and token.tag_.startswith("NNP")):
        yield from _of_proper_name(token, first, here)
        return
    lemma = token.lemma_.lower()
    role = longest_role(words, lemma)
    if lower in _QUANTITY or lemma in _QUANTITY:
        yield from _of_quantity(token, first, role, here)
    elif role:
        yield from _of_role(token, first, role, here)


def _heads_its_own(token: Token) -> bool:
    return token.dep_ == "nmod" and token.pos_ == "PROPN" and token.ent_type_ in {"GPE", "ORG", "PERSON"}


def _first_of(token: Token) -> int:
    """Where the noun phrase begins: its left edge without what only stands before it."""
    doc = token.doc
    first = min(token.left_edge.i, token.i)
    for i in range(token.i - 1, first - 1, -1):
        other = doc[i]
        if other.dep_ in {"relcl", "acl", "appos", "parataxis", "ccomp"} and other.head.i == token.i:
            first = i + 1
            break
        if (
            other.text in {",", ";", ":", "--", "—", '"', "“", "”", "(", ")"}
            and other.head.i == token.i
            and i - first < 3
        ):
            first = i + 1
            break
    while first < token.i and (
        doc[first].is_punct
        or doc[first].is_space
        or doc[first].pos_ in {"CCONJ", "ADP", "SCONJ", "ADV"}
        or doc[first].lower_ in {"both", "only", "even"}
    ):
        first += 1
    return first


def _subject(token: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass"} or token.dep_ == "ROOT"


def _appositive(token: Token) -> int | None:
    return token.head.i if token.dep_ == "appos" else None


def _words(here: _Sentence, first: int, end: int) -> str:
    doc = here.doc
    return doc.text[doc[first].idx : doc[end - 1].idx + len(doc[end - 1])].strip()


def _without_article(here: _Sentence, first: int, end: int) -> str:
    while first < end - 1 and here.doc[first].lower_ in {
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "his",
        "their",
        "her",
    }:
        first += 1
    return _words(here, first, end)


def _pronoun(token: Token, here: _Sentence) -> Phrase:
    lower = token.lower_
    gender = (
        "m"
        if lower in {"he", "him", "his", "himself"}
        else "f"
        if lower in {"she", "her", "hers", "herself"}
        else ""
    )
    antecedent = None
    if token.tag_ in {"WP", "WDT", "WP$", "WRB"} or (
        lower == "that" and token.dep_ in {"nsubj", "nsubjpass", "dobj"}
    ):
        clause = token.head
        for _ in range(6):
            if clause.dep_ in {"relcl", "acl"}:
                antecedent = clause.head.i
                break
            if clause.head.i == clause.i:
                break
            clause = clause.head
    return Phrase(
        here.sentence.index, token.i, token.i + 1, token.i, "pronoun", None, token.text,
        plural=lower in {"they", "them", "their", "themselves"}, gender=gender, appositive_to=antecedent, noun=lower,
        subject=token.dep_ in {"nsubj", "nsubjpass"},
    )  # fmt: skip


def _of_name(token: Token, first: int, spotted: Spotted, here: _Sentence) -> Iterator[Phrase]:
    """A phrase whose head is a name of the registry."""
    entity = here.registry.show(spotted.id)
    if entity is None:
        return
    start = spotted.first
    while start > first and here.doc[start - 1].lower_ in {
        "the",
        "neighbouring",
        "neighboring",
        "rival",
        "nearby",
    }:
        start -= 1
    plain_noun = spotted.use == "adjective" and token.pos_ == "ADJ" and token.dep_ in {"amod", "compound"}
    if plain_noun:
        return
    base = Phrase(
        here.sentence.index, start, spotted.end, token.i, "name", entity.kind, spotted.name, entity.id,
        country=entity.country, sectors=entity.sectors, subject=_subject(token), appositive_to=_appositive(token),
    )  # fmt: skip
    if spotted.use in {"capital", "place", "territory"} and entity.kind in {
        "country",
        "place",
        "organisation",
    }:
        if not _acts(token, far=spotted.use == "capital"):
            return
        if spotted.use == "capital":
            yield replace(base, how="place", kind="country", sectors=("GOV",), name=entity.name)
        else:
            yield replace(base, how="place", kind="group", sectors=entity.sectors)
        return
    if spotted.use == "people" or (spotted.use == "adjective" and token.tag_ in {"NNPS", "NNS"}):
        yield replace(
            base, first=min(first, start), how="description", kind="people", entity=None, sectors=("CVL",), noun="people", plural=True,
            name=_without_article(here, min(first, start), spotted.end),
        )  # fmt: skip
        return
    yield base


def _acts(token: Token, *, far: bool) -> bool:
    """Whether a place is named as one who acts or is acted on, not as where something is."""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ in _ACTING:
        return token.dep_ != "poss" or far
    if token.dep_ == "pobj":
        preposition = token.head
        if preposition.lower_ in _ACTING_PREPOSITIONS:
            return far or preposition.lower_ in {"with", "against", "by"}
        if preposition.lower_ in {"to", "from", "on"}:
            return preposition.head.lemma_.lower() in _ADDRESSING
        return False
    return token.dep_ == "ROOT" or (token.dep_ in {"compound", "nmod"} and far)


def _modifiers(token: Token, first: int, here: _Sentence) -> tuple[list[Spotted], Token | None]:
    """Names before the head that tell whose it is, and the possessor."""
    names: list[Spotted] = []
    owner: Token | None = None
    i = first
    while i < token.i:
        spotted = here.of_token.get(i)
        if spotted and spotted.end <= token.i:
            if not spotted.by_another:
                names.append(spotted)
            i = spotted.end
            continue
        if here.doc[i].dep_ == "poss" and here.doc[i].head.i >= i:
            owner = here.doc[i]
        i += 1
    return names, owner


def _following(token: Token, here: _Sentence, prepositions: frozenset[str]) -> Token | None:
    """The noun of a prepositional phrase that begins right after the head."""
    nxt = token.i + 1
    if nxt < len(here.doc) and here.doc[nxt].lower_ in prepositions and here.doc[nxt].dep_ == "prep":
        for child in here.doc[nxt].children:
            if child.dep_ == "pobj":
                return child
    return None


_OF = frozenset({"of", "for"})


def _entities(names: list[Spotted], here: _Sentence) -> list[Entity]:
    found = [here.registry.show(s.id) for s in names]
    return [entity for entity in found if entity]


def _of_quantity(
    token: Token, first: int, role: tuple[int, RoleNoun] | None, here: _Sentence
) -> Iterator[Phrase]:
    """ "Dozens of people", "two of the men": counted by the head, named by what follows "of"."""
    inner = _following(token, here, _OF)
    if inner is None and token.pos_ in {"NUM", "DET"} and token.dep_ == "ROOT":
        return
    if inner is not None:
        for phrase in _phrases_at(inner, here):
            if phrase.kind is None:
                return
            how: How = "description"
            yield replace(
                phrase, first=first, head=token.i, end=phrase.end, how=how, plural=True, subject=_subject(token), definite=False,
                entity=None if phrase.kind in {"country", "organisation"} else phrase.entity,
                kind="people" if phrase.kind in {"person", "people"} else "group", person="",
                name=_without_article(here, first, phrase.end), appositive_to=_appositive(token), noun=phrase.noun or "member",
            )  # fmt: skip
            return
    if role:
        yield from _of_role(token, first, role, here)
    elif token.pos_ != "ADJ" and inner is None and token.dep_ in {"nsubj", "nsubjpass", "dobj", "agent"}:
        yield Phrase(
            here.sentence.index, first, token.i + 1, token.i, "description", "people", _words(here, first, token.i + 1),
            sectors=("UNK",), plural=True, noun=token.lower_, subject=_subject(token),
        )  # fmt: skip


def _of_role(
    token: Token, first: int, role: tuple[int, RoleNoun] | None, here: _Sentence
) -> Iterator[Phrase]:
    """A phrase whose head is a role noun: "the Iranian foreign minister", "police in Lahore"."""
    if role is None:
        return
    size, noun = role
    end = token.i + 1
    names, owner = _modifiers(token, first, here)
    entities = _entities(names, here)
    sectors, body = noun.sectors, noun.body
    country: str | None = None
    lemma = noun.noun.rsplit(" ", 1)[-1]
    generic = lemma in _GENERIC or noun.sectors == ("UNK",)
    role_first = max(first, token.i + 1 - size)
    # What precedes a head that tells no sector does: "court official", "hospital director".
    if generic and role_first > first:
        before = longest_role(
            [t.lower_ for t in here.doc[first:role_first]], here.doc[role_first - 1].lemma_.lower()
        )
        if before and before[1].sectors != ("UNK",):
            sectors, body = before[1].sectors, before[1].body or body
            role_first = max(first, role_first - before[0])
    follower = _following(token, here, frozenset({"of", "for", "to", "from"}))
    if follower is not None:
        preposition = here.doc[token.i + 1].lower_
        office = noun.kind in {"person", "organisation"} and preposition in {"of", "for"}
        inner = here.of_token.get(follower.i)
        if office and (preposition == "of" or generic or lemma == "minister"):
            within = longest_role(
                [t.lower_ for t in here.doc[_first_of(follower) : follower.i + 1]], follower.lemma_.lower()
            )
            if within and (generic or noun.sectors == ("GOV",)) and not inner and within[1].kind != "person":
                sectors, body = (
                    (within[1].sectors if generic or "MIL" in within[1].sectors else sectors),
                    within[1].body or body,
                )
            if _title_of(noun, follower, inner):
                end = follower.i + 1
                deeper = _following(follower, here, frozenset({"of", "and"})) if not inner else None
                end = deeper.i + 1 if deeper is not None else end
            inner_names, inner_owner = _modifiers(follower, _first_of(follower), here)
            names_after = [*inner_names, inner] if inner and not inner.by_another else inner_names
            entities.extend(_entities(names_after, here))
            owner = owner or inner_owner
        elif preposition == "to" and lemma in {"ambassador", "envoy", "representative"}:
            end = follower.i + 1
        elif preposition == "from" and inner and not entities:
            entities.extend(_entities([inner], here))
    bodies = [e for e in entities if e.kind in {"organisation", "group"} and e.id.partition(":")[0] != "area"]
    states = [e for e in entities if e not in bodies]
    if bodies:
        country, sectors, body = _with_body(bodies[-1], noun, sectors, body)
    countries = list(dict.fromkeys(e.country for e in states if e.country))
    pre = ("PRE",) if any("PRE" in e.sectors for e in states) else ()
    if countries and (country is None or country not in _BODIES) and not (bodies and country):
        country = countries[0]
    if country is None and body is None and not countries:
        country = _country_of_place(token, end, here)
    country = body or country
    modifiers = [t.lower_ for t in here.doc[first : token.i]]
    former = bool(former_words() & set(modifiers)) or lemma.startswith("ex-")
    if former and noun.kind == "person" and set(sectors) & {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY"}:
        sectors = ("ELI", *(s for s in sectors if s != "ELI"))
    if "opposition" in modifiers and "OPP" not in sectors:
        sectors = (*sectors, "OPP") if sectors != ("UNK",) else ("OPP",)
    if {"rebel", "separatist", "insurgent"} & set(modifiers) and sectors[:1] in {
        ("GOV",),
        ("MIL",),
        ("UAF",),
        ("UNK",),
    }:
        sectors = ("REB",)
    if "student" in modifiers and "EDU" not in sectors:
        sectors = ("EDU", *sectors)
    sectors = tuple(dict.fromkeys((*sectors, *pre)))
    plural = noun.kind in {"people", "group"} or token.tag_ in {"NNS", "NNPS"}
    kind = noun.kind if not (noun.kind == "person" and plural) else "people"
    if kind == "organisation" and plural and lemma not in {"authorities", "forces", "police", "services"}:
        kind = "group"
    office = noun.kind == "person" and noun.sectors not in (("CVL",), ("UNK",), ("UAF",), ("CRM",), ("LAB",))
    how: How = "role" if office else "description"
    role_words = None
    if noun.kind == "person" and noun.sectors != ("UNK",):
        role_words = _words(here, role_first, end)
    det = here.doc[first].lower_
    group = bodies[-1] if bodies and bodies[-1].kind == "group" and plural and lemma in _GROUP_NOUNS else None
    phrase = Phrase(
        here.sentence.index, first, end, token.i, how, kind, _without_article(here, first, end), group.id if group else None,
        country=country, sectors=sectors, role=role_words, noun=noun.noun, former=former, plural=plural,
        definite=det in {"the", "this", "that", "these", "those", "both"} or bool(owner) or bool(states and not plural and det not in {"a", "an"}),
        gender=_gender(lemma), appositive_to=_appositive(token), owner=owner.i if owner is not None else None, subject=_subject(token),
    )  # fmt: skip
    if len(countries) > 1 and not bodies and _joined(names, here) and country == countries[0]:
        for each in countries:
            yield replace(phrase, country=each)
    else:
        yield phrase
    if not bodies or group:
        here.covered.update(
            i for s in names for i in range(s.first, s.end) if here.doc[s.end - 1].dep_ != "poss"
        )
    else:
        here.covered.update(i for s in names if s.use == "adjective" for i in range(s.first, s.end))


#: "Houthi rebels" are the Houthis.
_GROUP_NOUNS = frozenset(
    [
        "rebels",
        "rebel",
        "militants",
        "militant",
        "fighters",
        "fighter",
        "insurgents",
        "insurgent",
        "guerrillas",
        "guerrilla",
        "forces",
        "group",
        "movement",
        "militia",
        "militiamen",
        "militiaman",
        "separatists",
        "separatist",
        "gunmen",
        "gunman",
        "terrorists",
        "terrorist",
        "jihadists",
        "jihadist",
        "extremists",
        "extremist",
        "islamists",
        "islamist",
    ]
)


def _with_body(
    entity: Entity, noun: RoleNoun, sectors: tuple[str, ...], body: str | None
) -> tuple[str | None, tuple[str, ...], str | None]:
    """Country and sectors of an office inside an organisation: "Hamas official", "NATO troops", "Red Cross nurse"."""
    own = tuple(s for s in noun.sectors if s not in {"GOV", "UNK", "PTY"})
    if entity.sectors:
        return (
            entity.country,
            tuple(
                dict.fromkeys(
                    (*entity.sectors, *(s for s in own if s == "MIL" and "REB" not in entity.sectors))
                )
            ),
            None,
        )
    return entity.country, own if own != ("CVL",) else (), None


def _title_of(noun: RoleNoun, follower: Token, inner: Spotted | None) -> bool:
    """Whether "of X" belongs to the title: "chief of staff", "minister of defence", "Ministry of Interior"."""
    lemma = noun.noun.rsplit(" ", 1)[-1]
    if lemma in {
        "member",
        "group",
        "man",
        "woman",
        "person",
        "child",
        "son",
        "daughter",
        "wife",
        "family",
        "relative",
    }:
        return False
    if follower.ent_type_ == "PERSON":
        return False
    return noun.kind in {"person", "organisation"}


def _joined(names: list[Spotted], here: _Sentence) -> bool:
    """Whether several modifiers stand beside each other by "and" or a hyphen."""
    first, last = names[0], names[-1]
    between = {here.doc[i].lower_ for i in range(first.end, last.first)}
    return bool(between & {"and", "-", "–", ",", "&", "/", "or"})


def _country_of_place(token: Token, end: int, here: _Sentence) -> str | None:
    """The country of "in Lahore" right after the phrase."""
    for at in (token.i + 1, end):
        if at < len(here.doc) and here.doc[at].lower_ in _PLACE_PREPOSITIONS and here.doc[at].dep_ == "prep":
            for child in here.doc[at].children:
                if child.dep_ == "pobj":
                    for i in (
                        *range(child.left_edge.i, child.i + 1),
                        *range(child.i + 1, min(child.i + 4, len(here.doc))),
                    ):
                        spotted = here.of_token.get(i)
                        if spotted:
                            entity = here.registry.show(spotted.id)
                            return entity.country if entity else None
    return None


_WOMEN = frozenset(["woman", "girl", "mother", "wife", "daughter", "sister", "queen", "princess", "actress", "spokeswoman", "policewoman", "businesswoman", "congresswoman", "chairwoman", "lady", "widow", "schoolgirl", "nun", "grandmother", "housewife"])  # fmt: skip
_MEN = frozenset(["man", "boy", "father", "husband", "son", "brother", "king", "prince", "actor", "spokesman", "policeman", "businessman", "congressman", "chairman", "gentleman", "schoolboy", "monk", "priest", "imam", "pope", "grandfather", "emir", "sultan"])  # fmt: skip


def _gender(lemma: str) -> str:
    return "f" if lemma in _WOMEN else "m" if lemma in _MEN else ""


def _of_proper_name(token: Token, first: int, here: _Sentence) -> Iterator[Phrase]:
    """A phrase whose head is a proper name that the registry doesn't look for unasked."""
    doc = here.doc
    label = token.ent_type_
    start = token.i
    if label in {"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "PRODUCT", "EVENT"}:
        while start > first and doc[start - 1].ent_type_ == label and doc[start].ent_iob_ == "I":
            start -= 1
    if label in {
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
    }:
        return
    words = [t.lower_ for t in doc[first : token.i + 1]]
    lemma = token.lemma_.lower()
    role = longest_role(words, lemma)
    if role and label != "PERSON" and role[1].kind != "person" and (label != "ORG" or role[0] >= 1):
        yield from _of_organisation(token, first, min(start, token.i), role, here)
        return
    if role and label not in {"PERSON", "ORG"}:
        yield from _of_role(token, first, role, here)
        return
    titled = _title_before(token, first, start, here)
    if label == "PERSON" or titled:
        yield from _of_person(token, first, start, titled, here)
        return
    if label in {"ORG", "PRODUCT", "FAC"}:
        yield from _of_organisation(token, first, start, None, here)
    elif label == "NORP":
        country = next((e.country for e in _entities(_modifiers(token, first, here)[0], here)), None)
        yield Phrase(
            here.sentence.index, first, token.i + 1, token.i, "description", "people", _without_article(here, first, token.i + 1),
            country=country, sectors=("CVL",), plural=True, noun="people", subject=_subject(token),
        )  # fmt: skip
    elif label in {"GPE", "LOC"}:
        if _acts(token, far=False):
            yield Phrase(
                here.sentence.index, start, token.i + 1, token.i, "place", "group", _words(here, start, token.i + 1), subject=_subject(token)
            )  # fmt: skip
    elif token.dep_ in _NOMINAL_DEPS:
        while start > first and doc[start - 1].tag_ == "NNP" and start - 1 not in here.of_token:
            start -= 1
        if token.i - start >= 1 and token.tag_ == "NNP" and doc[start].text[:1].isupper():
            yield from _of_person(token, first, start, None, here)
        elif token.text[:1].isupper():
            yield Phrase(
                here.sentence.index, start, token.i + 1, token.i, "name", "organisation", _words(here, start, token.i + 1), subject=_subject(token),
                appositive_to=_appositive(token), person=token.text,
            )  # fmt: skip


def _title_before(token: Token, first: int, start: int, here: _Sentence) -> tuple[int, int, RoleNoun] | None:
    """A role noun before a name: where it begins, where the name begins, and the noun."""
    doc = here.doc
    for at in range(min(start, token.i), first, -1):
        word = doc[at - 1].lower_
        role = longest_role([t.lower_ for t in doc[first:at]], doc[at - 1].lemma_.lower())
        if role and role[1].kind == "person":
            if all(
                t.tag_ in {"NNP", "NNPS", "HYPH", "NN", "JJ", "POS"} or t.text == "-"
                for t in doc[at : token.i + 1]
            ):
                return at - role[0], at, role[1]
            return None
        if word in titles():
            noun = titles()[word][0]
            found = longest_role([noun], noun) if noun else None
            return (at - 1, at, found[1]) if found else (at - 1, at, RoleNoun("", "person", ()))
        if doc[at - 1].tag_ not in {"NNP", "NNPS", "HYPH"} and doc[at - 1].text != "-":
            return None
    return None


def _of_person(
    token: Token, first: int, start: int, titled: tuple[int, int, RoleNoun] | None, here: _Sentence
) -> Iterator[Phrase]:
    """A person by name, with the title before it: "Iranian Foreign Minister Hossein A."."""
    doc = here.doc
    name_first = start
    role_words: str | None = None
    noun: RoleNoun | None = None
    gender = ""
    if titled:
        role_first, name_first, noun = titled
        word = doc[name_first - 1].lower_
        gender = titles().get(word, ("", ""))[1] or _gender(word)
    # Titles that the recogniser took for a part of the name.
    while name_first < token.i:
        word = doc[name_first].lower_
        role = longest_role([word], word)
        if word in titles() or (role and role[1].kind == "person" and role[1].sectors != ("CVL",)):
            gender = titles().get(word, ("", ""))[1] or gender
            if role and (noun is None or not noun.noun):
                noun = role[1]
                titled = (name_first, name_first + 1, noun)
            name_first += 1
        else:
            break
    person = _words(here, name_first, token.i + 1)
    if person.endswith(("'s", "’s")):
        person = person[:-2]
    if not any(c.isalpha() for c in person):
        return
    country, sectors, former, owner = None, (), False, None
    if noun is not None and noun.noun and titled:
        title_head = doc[titled[1] - 1]
        inside = list(_of_role_words(title_head, first, titled, noun, here))
        if inside:
            part = inside[0]
            country, sectors, former, owner = part.country, part.sectors, part.former, part.owner
            role_words = _words(here, titled[0], titled[1])
            if part.role and len(part.role) > len(role_words):
                role_words = part.role
    else:
        names, owner_token = _modifiers(token, first, here)
        states = [e for e in _entities([s for s in names if s.end <= name_first], here)]
        country = states[0].country if states else None
        owner = owner_token.i if owner_token is not None else None
    span_first = first
    yield Phrase(
        here.sentence.index, span_first, token.i + 1, token.i, "name", "person", person, person=person, country=country, sectors=sectors,
        role=role_words, noun=noun.noun if noun else "", former=former, gender=gender, appositive_to=_appositive(token), owner=owner,
        subject=_subject(token), definite=True,
    )  # fmt: skip


def _of_role_words(
    head: Token, first: int, titled: tuple[int, int, RoleNoun], noun: RoleNoun, here: _Sentence
) -> Iterator[Phrase]:
    size = titled[1] - titled[0]
    yield from _of_role(head, first, (size, noun), here)


def _of_organisation(
    token: Token, first: int, start: int, role: tuple[int, RoleNoun] | None, here: _Sentence
) -> Iterator[Phrase]:
    """An organisation by a name that isn't in the registry: what kind, by the words of its name."""
    doc = here.doc
    end = token.i + 1
    follower = _following(token, here, frozenset({"of", "for"}))
    if (
        follower is not None
        and (token.ent_type_ == "ORG" or role)
        and (
            follower.ent_type_ == token.ent_type_
            or (role and (follower.pos_ == "PROPN" or role[1].kind == "organisation"))
        )
    ):
        end = follower.i + 1
    words = [t.lower_ for t in doc[start:end]]
    names, owner = _modifiers(token, first, here)
    entities = _entities(names, here)
    if role is None:
        role = longest_role([words[-1]], doc[end - 1].lemma_.lower())
        if role is None:
            found = [longest_role([w], w) for w in words[::-1]]
            role = next((r for r in found if r and r[1].kind in {"organisation", "group"}), None)
    sectors: tuple[str, ...] = ()
    body = None
    kind = "organisation"
    if role and role[1].sectors != ("UNK",):
        sectors, body = role[1].sectors, role[1].body
        kind = role[1].kind if role[1].kind in {"group", "people"} else kind
    elif set(words) & _COMPANY:
        sectors = ("BUS",)
    if follower is not None and end > token.i + 1:
        inner = here.of_token.get(follower.i)
        entities.extend(_entities([inner] if inner else [], here))
        within = longest_role(
            [t.lower_ for t in doc[_first_of(follower) : follower.i + 1]], follower.lemma_.lower()
        )
        if within and "MIL" in within[1].sectors and "GOV" in sectors:
            sectors = ("GOV", "MIL")
        if any(w in {"defence", "defense"} for w in words) and sectors == ("GOV",):
            sectors = ("GOV", "MIL")
    elif sectors == ("GOV",) and any(w in {"defence", "defense"} for w in words):
        sectors = ("GOV", "MIL")
    country = body or next((e.country for e in entities if e.country), None)
    bodies = [e for e in entities if e.kind in {"organisation", "group"} and not e.id.startswith("area:")]
    if bodies and role:
        country, sectors, _ = _with_body(bodies[-1], role[1], sectors, body)
    if country is None:
        country = _country_of_place(token, end, here)
    span_first = first
    name = _without_article(here, span_first, end)
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    exact = (
        next((e for e in here.registry.find(name) if e.kind != "person"), None)
        if len(name) > 2 and not role
        else None
    )
    yield Phrase(
        here.sentence.index, span_first, end, token.i, "name", exact.kind if exact and exact.kind != "place" else kind, name, exact.id if exact else None,
        country=country or (exact.country if exact else None), sectors=sectors or (exact.sectors if exact else ()), noun=role[1].noun if role else "",
        plural=kind == "group", definite=doc[span_first].lower_ == "the" or bool(owner), appositive_to=_appositive(token),
        owner=owner.i if owner is not None else None, subject=_subject(token),
    )  # fmt: skip
    here.covered.update(i for s in names for i in range(s.first, s.end) if doc[s.end - 1].dep_ != "poss")


def _bare_names(here: _Sentence) -> Iterator[Phrase]:
    """Countries and organisations inside phrases that are no actors: "Indian channels", "the Iran deal"."""
    for spotted in here.spotted:
        if spotted.by_another or spotted.use == "place" or spotted.first in here.covered:
            continue
        head = here.doc[spotted.end - 1]
        if (
            head.dep_ not in {"compound", "amod", "nmod", "poss", "conj", "npadvmod", "dep"}
            or head.pos_ == "VERB"
        ):
            if head.dep_ != "ROOT" and spotted.use not in {"adjective"}:
                continue
        if spotted.use in {"capital", "territory"} and head.dep_ != "poss":
            continue
        entity = here.registry.show(spotted.id)
        if entity is None:
            continue
        if spotted.use == "people":
            continue
        yield Phrase(
            here.sentence.index, spotted.first, spotted.end, head.i, "place" if spotted.use == "capital" else "name",
            entity.kind if entity.kind != "place" else "group", entity.name if spotted.use == "capital" else spotted.name, entity.id,
            country=entity.country, sectors=("GOV",) if spotted.use == "capital" else entity.sectors, noun="adjective" if spotted.use == "adjective" else "",
        )  # fmt: skip
