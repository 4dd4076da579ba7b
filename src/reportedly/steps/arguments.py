"""Arguments: who did it and to whom, read off the syntax around a trigger. No object becomes a target by itself: it has to
hang on the trigger by a relation that binds one."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.steps.cast import ActorMention, Cast

__all__ = ["Arguments", "arguments_of"]

Mentions = tuple[ActorMention, ...]

_TARGET_PREPS = frozenset(
    {
        "with",
        "against",
        "to",
        "on",
        "upon",
        "toward",
        "towards",
        "for",
        "from",
        "at",
        "over",
        "of",
        "into",
        "in",
        "as",
    }
)
_NOUN_SOURCE_PREPS = frozenset({"by", "from"})
_BARE = frozenset({"between", "among"})
#: A verb that only carries a noun: its subject did what the noun names.
_CLIMB = frozenset({"xcomp", "advcl", "pcomp", "ccomp"})
_OBJECT_CONTROL = frozenset(
    [
        "ask",
        "urge",
        "tell",
        "order",
        "press",
        "call",
        "force",
        "allow",
        "help",
        "persuade",
        "warn",
        "pressure",
        "beg",
        "push",
        "lobby",
        "invite",
        "advise",
        "permit",
    ]
)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The two sides of a trigger; ``both`` where the words name the parties of one side only ("A and B met")."""

    sources: Mentions
    targets: Mentions


def arguments_of(token: Token, sentence: int, cast: Cast, *, symmetric: bool = False) -> Arguments:
    """Sources and targets of the deed that a verb, noun or adjective names.

    Args:
        token: the trigger's head.
        sentence: index of its sentence.
        cast: the article's actors.
        symmetric: whether several subjects without an object act on one another.
    """
    find = _Finder(sentence, cast)
    if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
        sources, targets = find.of_verb(token)
    else:
        sources, targets = find.of_noun(token)
    names = {m.actor for m in sources}
    targets = tuple(m for m in targets if m.actor not in names)
    return Arguments(_distinct(sources), _distinct(targets))


def _distinct(mentions: Mentions) -> Mentions:
    seen: set[str] = set()
    kept = []
    for mention in mentions:
        if mention.actor not in seen:
            seen.add(mention.actor)
            kept.append(mention)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Finder:
    sentence: int
    cast: Cast

    def at(self, token: Token) -> Mentions:
        """The actors that a noun phrase names, with those joined to it by "and"."""
        found = self.cast.headed_by(self.sentence, token.i) or self.cast.at(self.sentence, token.i)
        for child in token.children:
            if child.dep_ == "conj" and child.i > token.i:
                found += self.at(child)
        return found

    def below(self, token: Token, depth: int = 0) -> Mentions:
        """The actors that a phrase names itself, else those in its possessive, its modifiers and its "of", "by" and "in"."""
        found = self.at(token)
        if found or depth > 2:
            return found
        for child in token.children:
            if child.dep_ in {"poss", "compound", "amod", "nmod"}:
                found += self.at(child)
        if found:
            return found
        for child in token.children:
            if child.dep_ in {"prep", "agent"}:
                for end in child.children:
                    if end.dep_ in {"pobj", "pcomp"}:
                        found += self.below(end, depth + 1)
                if found:
                    return found
        return found

    def subjects(self, verb: Token, depth: int = 0) -> Mentions:
        """Who does what the verb names."""
        passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
        if passive:
            return tuple(
                m for a in verb.children if a.dep_ == "agent" for p in a.children for m in self.below(p)
            )
        for child in verb.children:
            if child.dep_ in {"nsubj", "csubj"}:
                return self.below(child)
        if verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"}:
            return tuple(
                m for a in verb.children if a.dep_ == "agent" for p in a.children for m in self.below(p)
            )
        return self._inherited(verb, depth)

    def _inherited(self, verb: Token, depth: int) -> Mentions:
        head = verb.head
        if head.i == verb.i or depth > 4:
            return ()
        if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
            return self.subjects(head, depth + 1)
        if verb.dep_ in {"acl", "relcl"}:
            found = self.at(head)
            # "its plan to attack": the one whose plan it is.
            return found or self.of_noun(head)[0] if head.pos_ in {"NOUN", "PROPN", "PRON"} else ()
        if verb.dep_ == "pcomp" and head.dep_ in {"prep", "agent"}:
            above = head.head
            if above.pos_ in {"VERB", "AUX"}:
                if head.lower_ in {"of", "from", "for", "into"}:
                    objects = self._objects(above)
                    if objects and head.lower_ != "for":
                        return objects
                return self.subjects(above, depth + 1)
            return self.of_noun(above)[0]
        if verb.dep_ in _CLIMB and head.pos_ in {"VERB", "AUX", "ADJ"}:
            if head.lemma_ in _OBJECT_CONTROL:
                objects = self._objects(head)
                if objects:
                    return objects
            return self.subjects(head, depth + 1)
        return ()

    def _objects(self, verb: Token) -> Mentions:
        for child in verb.children:
            if child.dep_ in {"dobj", "dative", "nsubjpass"}:
                found = self.below(child)
                if found:
                    return found
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in {"on", "to", "with"}:
                found = tuple(m for end in child.children if end.dep_ == "pobj" for m in self.at(end))
                if found:
                    return found
        return ()

    def of_verb(self, verb: Token) -> tuple[Mentions, Mentions]:
        sources = self.subjects(verb)
        targets: Mentions = ()
        for child in verb.children:
            if child.dep_ in {"nsubjpass", "dative"}:
                targets += self.below(child)
        named = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
        if verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"} and not targets and not named:
            targets += self.at(verb.head)
        direct = [child for child in verb.children if child.dep_ == "dobj"]
        for child in direct:
            targets += self.at(child)
        if not targets:
            targets = self._by_prepositions(verb)
        if not targets:
            for child in direct:
                targets += self._under_object(child)
        if not targets:
            # "asked that Russia leave", "wants Iran to stop": the subject of what is wanted.
            for child in verb.children:
                if child.dep_ in {"ccomp", "xcomp"}:
                    for below in child.children:
                        if below.dep_ in {"nsubj", "nsubjpass"}:
                            targets += self.at(below)
        return sources, targets

    def _under_object(self, noun: Token) -> Mentions:
        found = self._by_prepositions(noun)
        for child in noun.children:
            if child.dep_ in {"poss", "amod", "compound", "nmod"}:
                found += self.at(child)
        return found

    def _by_prepositions(self, token: Token) -> Mentions:
        for child in token.children:
            if child.dep_ in {"prep", "dative"} and child.lower_ in _TARGET_PREPS:
                found: Mentions = ()
                for end in child.children:
                    if end.dep_ == "pobj":
                        found += self.below(end)
                found = tuple(m for m in found if m.how != "place" or child.lower_ not in {"in", "at"})
                if found:
                    return found
        return ()

    def of_noun(self, noun: Token) -> tuple[Mentions, Mentions]:
        sources: Mentions = ()
        targets: Mentions = ()
        for child in noun.children:
            if child.dep_ in {"poss", "compound", "amod", "nmod"}:
                sources += self.at(child)
            elif child.dep_ in {"prep", "agent"}:
                named: Mentions = ()
                for end in child.children:
                    if end.dep_ == "pobj":
                        named += self.below(end)
                if child.lower_ in _BARE or child.lower_ in _NOUN_SOURCE_PREPS:
                    sources += named
                elif child.lower_ in _TARGET_PREPS and not (
                    child.lower_ in {"in", "at"} and all(m.how == "place" for m in named)
                ):
                    targets += named
        carrier = noun.head
        if carrier.dep_ == "prep" and noun.dep_ == "pobj":
            carrier = carrier.head
        if noun.dep_ in {"dobj", "pobj", "attr"} and carrier.pos_ in {"VERB", "AUX"} and carrier.i != noun.i:
            if not sources:
                sources = self.subjects(carrier)
            if not targets:
                names = {m.actor for m in sources}
                targets = tuple(m for m in self._by_prepositions(carrier) if m.actor not in names)
            if not targets:
                targets = tuple(
                    m
                    for c in carrier.children
                    if c.dep_ in {"dobj", "nsubjpass"} and c.i != noun.i
                    for m in self.at(c)
                )
        elif noun.dep_ in {"nsubj", "nsubjpass"} and carrier.pos_ in {"VERB", "AUX"}:
            if noun.dep_ == "nsubjpass" and not sources:
                sources = self.subjects(carrier)
            if not targets:
                targets = tuple(m for c in carrier.children if c.dep_ == "dobj" for m in self.below(c))
            if not targets:
                targets = self._by_prepositions(carrier)
        return sources, targets
