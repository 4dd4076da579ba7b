"""Arguments: who did it and to whom, read off the syntax around a trigger. No object becomes a target by itself: it has to
hang on the trigger by a relation that binds one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.codebook import Rule
from reportedly.steps.cast import ActorMention, Cast

__all__ = ["Arguments", "arguments_of", "distinct", "named"]

Mentions = tuple[ActorMention, ...]

_TARGET_PREPS = frozenset(
    "with against to on upon toward towards for from at over of into in as about".split()
)
#: Those that bind the other party whatever the object is.
_STRONG_PREPS = frozenset({"with", "against", "to", "on", "upon", "toward", "towards"})
_NOUN_SOURCE_PREPS = frozenset({"by", "from"})
_BARE = frozenset({"between", "among"})
_CLIMB = frozenset({"xcomp", "advcl", "pcomp", "ccomp"})
_OBJECT_CONTROL = frozenset(
    "ask urge tell order press call force allow help persuade warn pressure beg push lobby invite advise permit".split()
)
#: What these verbs have as their object is sent or given; the target is whom it goes to, or against whom.
_TRANSFER = frozenset(
    "send give deploy dispatch provide supply ship deliver donate mobilize mobilise move launch fire mass export sell "
    "hand grant offer lend pledge extend fly contribute station transfer".split()
)
#: Arms that act by themselves in other sentences ("helicopters fired"), but are things where they are sent or given.
_ARMS = frozenset(
    "aircraft artillery destroyer drone fighter frigate helicopter howitzer jet plane ship submarine tank vehicle "
    "vessel warplane warship".split()
)
_GOAL_PREPS = frozenset({"to", "against", "at", "on", "toward", "towards", "into", "for"})
#: Relations that a search for the target goes down, from the phrase that the trigger governs.
_DOWN = frozenset(
    "poss compound amod nmod prep pobj pcomp agent acl dobj xcomp conj appos dative relcl".split()
)
#: How many steps down it goes.
_DEPTH = 5


@dataclass(frozen=True, slots=True)
class Arguments:
    """The two sides of a trigger; ``both`` where the words name the parties of one side only ("A and B met")."""

    sources: Mentions
    targets: Mentions

    def disjoint(self) -> Arguments:
        """Without targets that are sources."""
        names = {m.actor for m in self.sources}
        return Arguments(self.sources, tuple(m for m in self.targets if m.actor not in names))


def arguments_of(
    token: Token, sentence: int, cast: Cast, *, rule: Rule | None = None, moves: bool = False
) -> Arguments:
    """Sources and targets of the deed that a verb, noun or adjective names.

    Args:
        token: the trigger's head.
        sentence: index of its sentence.
        cast: the article's actors.
        rule: the codebook's rule that the word matches, if one does.
        moves: whether its grammatical object is what is moved, and no party.
    """
    find = _Finder(sentence, cast, frozenset() if rule is None or rule.party else rule.objects, moves)
    if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
        sources, targets = find.of_verb(token)
    else:
        sources, targets = find.of_noun(token)
        if not sources and token.pos_ == "ADJ" and token.head.pos_ in {"VERB", "AUX"}:
            # "is willing to".
            sources = find.subjects(token.head)
    names = {m.actor for m in sources}
    targets = tuple(m for m in targets if m.actor not in names)
    if rule is not None and rule.swapped and targets:
        sources, targets = targets, sources
    return Arguments(distinct(sources), distinct(targets))


def distinct(mentions: Iterable[ActorMention]) -> Mentions:
    """The first mention of each actor."""
    seen: set[str] = set()
    kept = []
    for mention in mentions:
        if mention.actor not in seen:
            seen.add(mention.actor)
            kept.append(mention)
    return tuple(kept)


def named(mentions: Mentions, among: Sequence[ActorMention]) -> Mentions:
    """A pronoun's name, where the sentence has named its actor before.

    Args:
        among: the sentence's mentions, in reading order.
    """
    return tuple(_antecedent(mention, among) if mention.how == "pronoun" else mention for mention in mentions)


def _antecedent(pronoun: ActorMention, among: Sequence[ActorMention]) -> ActorMention:
    before = [m for m in among if m.actor == pronoun.actor and m.how != "pronoun" and m.end <= pronoun.first]
    return before[-1] if before else pronoun


@dataclass(frozen=True, slots=True)
class _Finder:
    sentence: int
    cast: Cast
    #: Objects that are what the deed is done with.
    means: frozenset[str] = frozenset()
    moves: bool = False

    def is_means(self, token: Token) -> bool:
        """Whether an object is what the deed is done with, and no party to it."""
        lemma = token.lemma_.lower()
        return self.moves or lemma in self.means or (lemma in _ARMS and token.head.lemma_ in _TRANSFER)

    def at(self, token: Token) -> Mentions:
        """The actors that a noun phrase names, with those joined to it by "and"."""
        found = self.cast.headed_by(self.sentence, token.i) or self.cast.at(self.sentence, token.i)
        for child in token.children:
            if child.dep_ == "conj" and child.i > token.i:
                found += self.at(child)
        return found

    def at_head(self, token: Token) -> Mentions:
        """The actors that a noun phrase of this head names, with those joined to it."""
        return self.at(token) if self.cast.headed_by(self.sentence, token.i) else ()

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
        if is_passive(verb):
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
        done = frozenset(m.actor for m in sources)
        children = list(verb.children)
        named = any(c.dep_ in {"nsubj", "nsubjpass"} for c in children)
        direct = [child for child in children if child.dep_ in {"dobj", "oprd"}]
        undergoing = {"nsubjpass", "dative", "nsubj"} if is_passive(verb) else {"nsubjpass", "dative"}
        ways: list[Callable[[], Mentions]] = [
            lambda: self._each(
                self.below(c) for c in children if c.dep_ in undergoing and not self.is_means(c)
            ),
            lambda: (
                self.at(verb.head)
                if verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"} and not named
                else ()
            ),
            lambda: self._each(self.at(c) for c in direct if not self.is_means(c)),
            lambda: self._by_prepositions(verb, _STRONG_PREPS),
            lambda: self._each(self._under_object(c) for c in direct),
            lambda: self._wanted_of(children),
            lambda: self._by_prepositions(verb),
            lambda: self._each(self._search(c, done) for c in direct),
            lambda: self._each(self._search(c, done) for c in children if c.dep_ in {"prep", "agent"}),
            lambda: self._each(
                self._search(c, done) for c in children if c.dep_ in {"xcomp", "ccomp", "advcl"}
            ),
        ]
        if verb.lemma_ in _TRANSFER:
            ways.insert(2, lambda: self._goal(verb, direct, done))
        return sources, self._first(ways, done)

    def _first(self, ways: Sequence[Callable[[], Mentions]], done: frozenset[str]) -> Mentions:
        """What the first way finds that finds any actor beside those."""
        for way in ways:
            found = tuple(m for m in way() if m.actor not in done)
            if found:
                return found
        return ()

    def _each(self, parts: Iterable[Mentions]) -> Mentions:
        return tuple(m for part in parts for m in part)

    def _goal(self, verb: Token, direct: list[Token], done: frozenset[str]) -> Mentions:
        """Whom a thing is sent to: the prepositions of the verb, or of the thing ("aid to Malawi")."""
        for above in (verb, *direct):
            for child in above.children:
                if child.dep_ in {"prep", "dative"} and child.lower_ in _GOAL_PREPS:
                    ends = [end for end in child.children if end.dep_ == "pobj"]
                    found = tuple(m for end in ends for m in self.below(end) if m.actor not in done)
                    if found:
                        return found
        return ()

    def _wanted_of(self, children: list[Token]) -> Mentions:
        """The subject of what is wanted ("asked that Russia leave", "wants Iran to stop")."""
        return self._each(
            self.at(below)
            for child in children
            if child.dep_ in {"ccomp", "xcomp"}
            for below in child.children
            if below.dep_ in {"nsubj", "nsubjpass"}
        )

    def _search(self, token: Token, done: frozenset[str]) -> Mentions:
        """The nearest actors anywhere below a phrase, level by level, that are not those."""
        # What is moved is no party to its moving, but whom it belongs to or goes to may be.
        level = (
            [child for child in token.children if child.dep_ in _DOWN] if self.is_means(token) else [token]
        )
        for _ in range(_DEPTH):
            for one in level:
                found = tuple(m for m in self.at_head(one) if m.actor not in done and m.how != "pronoun")
                if found:
                    return found
            level = [child for one in level for child in one.children if child.dep_ in _DOWN]
        return ()

    def _under_object(self, noun: Token) -> Mentions:
        own = self.at(noun)
        found = tuple(
            m
            for c in noun.children
            if c.dep_ in {"poss", "amod", "compound", "nmod"}
            for m in self.at(c)
            if m not in own
        )
        return found or self._by_prepositions(noun)

    def _by_prepositions(self, token: Token, words: frozenset[str] = _TARGET_PREPS) -> Mentions:
        for child in token.children:
            if child.dep_ in {"prep", "dative"} and child.lower_ in words:
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
                named = self._each(self.below(end) for end in child.children if end.dep_ == "pobj")
                if child.lower_ in _BARE or child.lower_ in _NOUN_SOURCE_PREPS:
                    sources += named
                elif child.lower_ in _TARGET_PREPS:
                    targets += named if child.lower_ not in {"in", "at"} else self._no_places(named)
        carrier = noun.head
        if carrier.dep_ == "prep" and noun.dep_ == "pobj":
            carrier = carrier.head
        carried = carrier.pos_ in {"VERB", "AUX"} and carrier.i != noun.i
        if carried and not sources and noun.dep_ in {"dobj", "pobj", "attr", "nsubjpass"}:
            sources = self.subjects(carrier)
        done = frozenset(m.actor for m in sources)
        targets = tuple(m for m in targets if m.actor not in done)
        if targets:
            return sources, targets
        ways: list[Callable[[], Mentions]] = []
        if carried and noun.dep_ in {"dobj", "pobj", "attr"}:
            ways += [
                lambda: self._by_prepositions(carrier),
                lambda: self._each(
                    self.at(c)
                    for c in carrier.children
                    if c.dep_ in {"dobj", "nsubjpass", "dative"} and c.i != noun.i
                ),
            ]
        elif carried and noun.dep_ in {"nsubj", "nsubjpass"}:
            ways += [
                lambda: self._each(self.below(c) for c in carrier.children if c.dep_ == "dobj"),
                lambda: self._each(self._search(c, done) for c in carrier.children if c.dep_ == "dobj"),
                lambda: self._by_prepositions(carrier),
            ]
        ways.append(
            lambda: self._each(
                self._search(c, done) for c in noun.children if c.dep_ in {"prep", "acl", "relcl"}
            )
        )
        return sources, self._first(ways, done)

    def _no_places(self, mentions: Mentions) -> Mentions:
        return tuple(m for m in mentions if m.how != "place")


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, its auxiliary left out beside another's too ("two were killed and six wounded")."""
    below = {child.dep_ for child in verb.children}
    if below & {"nsubjpass", "auxpass"}:
        return True
    beside = verb.tag_ == "VBN" and verb.dep_ == "conj" and verb.head.tag_ == "VBN"
    return beside and not below & {"aux", "dobj"} and is_passive(verb.head)
