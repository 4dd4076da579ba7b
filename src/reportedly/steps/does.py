"""Events: the model names what each word is, the codebook's foldings and frames make events of it, the syntax its parties.

A word such as *asked* or *refused* stands over the deed that it speaks of; where a deed is told as announced or refused
by tense and negation alone, the codebook's foldings say what it becomes ("will deliver" is a promise).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from reportedly.codebook import Codebook, load_codebook
from reportedly.codebook.features import candidates, features
from reportedly.codebook.meanings import load_meanings
from reportedly.codebook.model import NONE
from reportedly.codebook.tree import Node, tree_of
from reportedly.record import Certainty, Polarity, Status, Tense
from reportedly.steps.arguments import Arguments
from reportedly.steps.cast import ActorMention, Cast
from reportedly.steps.deed import Deed, Tokens
from reportedly.steps.figures import figures_of
from reportedly.steps.parse import ParsedArticle, Sentence
from reportedly.steps.roles import parties
from reportedly.steps.whether import Factuality, read, status_of

__all__ = ["find_events"]

Setting = Literal["thorough", "careful"]
#: Probability from which a word names any event, and from which it names one of its type. Set on the sentences that are
#: kept aside: ``careful`` has 87 of 100 right there and invents two in 100 quiet sentences; ``thorough`` has 82 of 100
#: right and finds two fifths more.
BARS: dict[Setting, tuple[float, float]] = {"thorough": (0.6, 0.5), "careful": (0.88, 0.7)}
#: How far below a frame its deed may stand, in steps of the syntax tree.
REACH = 5

#: By these a word hangs on another that names the same event.
_SAME = frozenset(
    {
        "dobj",
        "xcomp",
        "pcomp",
        "attr",
        "compound",
        "amod",
        "pobj",
        "nsubj",
        "nsubjpass",
        "relcl",
        "acl",
        "advcl",
    }
)
_DOWN = frozenset(
    {
        "xcomp",
        "ccomp",
        "dobj",
        "prep",
        "pobj",
        "pcomp",
        "acl",
        "advcl",
        "attr",
        "dative",
        "conj",
        "relcl",
        "compound",
    }
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A word that the model takes for the name of an event."""

    token: Token
    tree: Sequence[Node]
    label: str
    probability: float
    names: Sequence[str]

    @property
    def node(self) -> Node:
        """The word in the sentence's tree."""
        return self.tree[self.token.i]


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of a deed, and of the word that stands over it."""

    type: str
    made: Status
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    status: Status
    rule: str


def find_events(
    parsed: ParsedArticle, *, cast: Cast, codebook: Codebook | None = None, setting: Setting = "thorough"
) -> tuple[Deed, ...]:
    """Find the events of an article, in reading order.

    Args:
        parsed: the article with its syntax.
        cast: its actors; an event needs one of them as a source or a target.
        codebook: what counts as which event; default: PLOVER.
        setting: ``thorough`` finds more events, ``careful`` errs less.
    """
    book = codebook or load_codebook()
    deeds: list[Deed] = []
    for sentence in parsed.sentences:
        if sentence.parsed and cast.in_sentence(sentence.index):
            deeds += sorted(
                _of_sentence(sentence, cast, book, BARS[setting]), key=lambda deed: (deed.head, deed.type)
            )
    return tuple(deeds)


def _of_sentence(sentence: Sentence, cast: Cast, book: Codebook, bars: tuple[float, float]) -> Iterator[Deed]:
    named = {one.token.i: one for one in _name(sentence, book, bars)}
    taken: set[int] = set()
    for one in list(named.values()):
        if one.label in book.frames and one.token.i not in taken:
            below = _deed_below(one, named, book, taken)
            if below is not None:
                taken.update((one.token.i, below.token.i))
                deed = _two_layers(one, below, sentence, cast, book)
                if deed is not None:
                    yield deed
    doubled = _doubles(named, taken)
    for at, one in named.items():
        if at not in taken and at not in doubled:
            also = [named[other] for other, first in doubled.items() if first == at]
            deed = _one_layer(one, also, sentence, cast, book)
            if deed is not None:
                yield deed


def _name(sentence: Sentence, book: Codebook, bars: tuple[float, float]) -> Iterator[_Named]:
    sure, likely = bars
    tree = tree_of(sentence.doc)
    words = [node for node in candidates(tree) if node.lemma in book.triggers]
    if not words:
        return
    found = [features(word, tree, book.rules) for word in words]
    chances = book.model.probabilities(found, load_meanings().of(tree, words))
    labels = book.model.labels
    for word, names, row in zip(words, found, chances, strict=True):
        best = int(row[1:].argmax()) + 1
        if 1 - float(row[0]) >= sure and float(row[best]) >= likely and labels[best] != NONE:
            yield _Named(sentence.doc[word.i], tree, labels[best], float(row[best]), names)


def _deed_below(one: _Named, named: dict[int, _Named], book: Codebook, taken: set[int]) -> _Named | None:
    """The nearest named word that the frame governs."""
    best: tuple[int, int, _Named] | None = None
    for other in named.values():
        if other.token.i == one.token.i or other.token.i in taken:
            continue
        steps, at = 0, other.token
        while at.i != one.token.i and steps <= REACH and _leads_down(at) and at.head.i != at.i:
            at, steps = at.head, steps + 1
        if at.i == one.token.i and steps <= REACH and (best is None or (steps, other.token.i) < best[:2]):
            best = (steps, other.token.i, other)
    if best is None:
        return None
    path_conj = best[2].token.dep_ == "conj" and best[2].token.head.i == one.token.i
    return None if path_conj else best[2]


def _leads_down(token: Token) -> bool:
    """Whether what a frame governs may stand under this word: not in a clause that tells of a deed beside it ("offered
    talks after Chad closed its border", "urged it to join the talks that Chad had left")."""
    if token.dep_ == "advcl":
        below = {child.dep_ for child in token.children}
        return not ("mark" in below and below & {"nsubj", "nsubjpass"})
    if token.dep_ == "relcl":
        return token.tag_ != "VBD" and not any(
            child.tag_ == "VBD" and child.dep_ in {"aux", "auxpass"} for child in token.children
        )
    return token.dep_ in _DOWN


def _doubles(named: dict[int, _Named], taken: set[int]) -> dict[int, int]:
    """Words that name an event that another word names already: word -> the other ("launched an attack", "a blast
    killed six", "attacked the village, killing six")."""
    doubled: dict[int, int] = {}
    for at, one in named.items():
        above = _named_above(one, named)
        if above is None:
            continue
        close = above.token.i == one.token.head.i
        if above.label == one.label or (
            close and above.token.i in taken and one.token.dep_ in {"compound", "amod"}
        ):
            doubled[at] = above.token.i
    return doubled


def _named_above(one: _Named, named: dict[int, _Named]) -> _Named | None:
    """The named word that this one hangs on by relations that keep to one event, through words that name none ("hold two
    days of talks", "rockets fired by rebels hit")."""
    at = one.token
    for _ in range(REACH):
        if at.dep_ not in _SAME or at.head.i == at.i:
            return None
        preposition = at.head if at.dep_ == "pobj" else None
        if preposition is not None and at.pos_ != "NOUN":
            return None
        at = preposition.head if preposition is not None else at.head
        if at.i in named:
            return named[at.i]
        if preposition is not None and not _measures(preposition):
            return None
    return None


def _measures(preposition: Token) -> bool:
    """Whether a preposition joins a measure to what is measured ("two days of talks", "2 million euros in aid")."""
    if preposition.lower_ == "in":
        return any(child.dep_ in {"nummod", "quantmod"} for child in preposition.head.children)
    return preposition.lower_ == "of"


def _two_layers(frame: _Named, below: _Named, sentence: Sentence, cast: Cast, book: Codebook) -> Deed | None:
    fact = read(sentence, frame.token)
    outer = _parties(frame, sentence, cast, book)
    inner = _parties(below, sentence, cast, book)
    made = fact.status
    asked = book.frames[frame.label]
    own = read(sentence, below.token)
    certainty: Certainty = "wanted" if asked == "wanted" and made != "denied" else "certain"
    polarity: Polarity = "negative" if asked == "denied" or made == "denied" else "positive"
    tense: Tense = "future" if asked in {"planned", "wanted"} else own.tense
    sources, targets = outer.sources, outer.targets
    act_sources, act_targets = inner.sources, inner.targets
    if frame.label == "REQUEST":
        # The one who is asked is the one who would do it, and mostly for the one who asks.
        act_sources = act_sources if act_sources and _actors(act_sources) != _actors(sources) else targets
        targets = targets or act_sources
        act_targets = act_targets or (sources if below.label in {"AID", "SUPPORT", "COOPERATE"} else ())
    else:
        targets = targets or inner.targets
        act_sources, act_targets = act_sources or sources, act_targets or targets
    act_targets = tuple(m for m in act_targets if m.actor not in _actors(act_sources))
    targets = tuple(m for m in targets if m.actor not in _actors(sources))
    # What is agreed to is a promise as what "will" be done is: of giving in, or of harm.
    kind = book.planned.get(below.label, frame.label) if frame.label in book.promises else frame.label
    fate = _Fate(
        type=kind,
        made=made,
        polarity=polarity,
        certainty=certainty,
        tense=tense,
        status=status_of(polarity, certainty, tense, ongoing=False),
        rule=f"{_rule_of(frame, book)}/{_rule_of(below, book).removeprefix(f'{book.name}.')}",
    )
    if not sources and not targets:
        return None
    same = _actors(act_sources) == _actors(sources) and _actors(act_targets) == _actors(targets)
    return _deed(
        frame, sentence, book, fate, Arguments(sources, targets), fact,
        act=below, act_sources=None if same else act_sources, act_targets=None if same else act_targets,
    )  # fmt: skip


def _one_layer(
    one: _Named, also: Sequence[_Named], sentence: Sentence, cast: Cast, book: Codebook
) -> Deed | None:
    fact = read(sentence, one.token)
    fate = _fold(one, fact, book)
    folded = fate.type != one.label
    if folded and fact.governor is not None and fate.status in {"planned", "wanted"}:
        # A word stands over the deed that the model doesn't know as a frame ("is willing to", "intends to").
        frame = _Named(sentence.doc[fact.governor], one.tree, fate.type, one.probability, one.names)
        return _two_layers(frame, one, sentence, cast, book)
    parties = _parties(one, sentence, cast, book)
    for other in also:
        more = _parties(other, sentence, cast, book)
        # What the deed's own word says of an actor stands ("two soldiers killed in a clash").
        sources = tuple(m for m in more.sources if m.actor not in {own.actor for own in parties.targets})
        targets = tuple(m for m in more.targets if m.actor not in {own.actor for own in parties.sources})
        parties = Arguments(parties.sources or sources, parties.targets or targets).disjoint()
    if not parties.sources and not parties.targets:
        return None
    if folded and fate.status == "wanted":
        # "must withdraw": who wants it isn't told here; the one who would do it is asked.
        asked = Arguments((), parties.sources or parties.targets)
        return _deed(
            one, sentence, book, fate, asked, fact, act_sources=parties.sources, act_targets=parties.targets
        )
    return _deed(one, sentence, book, fate, parties, fact)


def _parties(one: _Named, sentence: Sentence, cast: Cast, book: Codebook) -> Arguments:
    return parties(sentence, one.tree, one.token.i, one.label, cast, book)


def _rule_of(one: _Named, book: Codebook) -> str:
    """The rule that the word matches; that of its type alone where only the model took it for one."""
    rule = book.rules.best(one.node, one.label)
    return f"{book.name}.{rule.id if rule else one.label.lower()}"


def _fold(one: _Named, fact: Factuality, book: Codebook) -> _Fate:
    """What a deed becomes that is told as announced, refused or wanted."""
    label, status = one.label, fact.status
    kept = (fact.polarity, fact.certainty, fact.tense, status)
    folding = {"planned": book.planned, "wanted": book.wanted}.get(status, {})
    refused = status == "denied" and fact.tense == "future"
    folded = book.refused.get(label) if refused else folding.get(label)
    if folded is None:
        return _Fate(label, status, *kept, rule=_rule_of(one, book))
    how = "refused" if refused else status
    return _Fate(folded, "happened", *kept, rule=f"{_rule_of(one, book)}/{how}")


def _deed(
    one: _Named,
    sentence: Sentence,
    book: Codebook,
    fate: _Fate,
    parties: Arguments,
    fact: Factuality,
    *,
    act: _Named | None = None,
    act_sources: tuple[ActorMention, ...] | None = None,
    act_targets: tuple[ActorMention, ...] | None = None,
) -> Deed:
    kind = book.types[fate.type]
    words = _words_around(one.token) | (_words_around(act.token) if act else set())
    mode = kind.mode_of(words)
    killed, injured, size = figures_of(one.token, sentence, one.label)
    evidence = set(fact.evidence) | ({one.token.i} if act else set())
    return Deed(
        sentence=sentence.index,
        type=fate.type,
        mode=mode.name if mode else None,
        trigger=_trigger(one.token),
        head=one.token.i,
        sources=parties.sources,
        targets=parties.targets,
        made=fate.made,
        act=act.label if act else one.label,
        act_trigger=_trigger(act.token) if act else None,
        act_head=act.token.i if act else None,
        act_sources=act_sources,
        act_targets=act_targets,
        polarity=fate.polarity,
        certainty=fate.certainty,
        tense=fate.tense,
        status=fate.status,
        evidence=tuple(sorted(evidence)),
        cameo=_cameo(one, fate, book) or (mode.cameo if mode else None) or kind.cameo,
        contexts=tuple(name for name, told in book.contexts.items() if words & told),
        quad=kind.quad,
        score=mode.score if mode and mode.score is not None else kind.score,
        killed=killed,
        injured=injured,
        size=size,
        rule=fate.rule,
        confidence=round(book.model.confidence(one.probability), 3),
        weighed=book.model.weighed(one.names, one.label),
    )


def _cameo(one: _Named, fate: _Fate, book: Codebook) -> str | None:
    """The code that the rule gives, where the type is the one that it codes."""
    rule = book.rules.best(one.node, one.label) if fate.type == one.label else None
    return rule.cameo if rule and rule.cameo != book.types[fate.type].cameo else None


def _trigger(token: Token) -> Tokens:
    """The word with its particle where that stands beside it ("called off")."""
    following = token.i + 1
    if (
        following < len(token.doc)
        and token.doc[following].dep_ == "prt"
        and token.doc[following].head.i == token.i
    ):
        return token.i, following + 1
    return token.i, following


def _words_around(token: Token) -> set[str]:
    """Lemmas of the word and of what hangs on it, two steps deep."""
    words = {token.lemma_.lower()}
    for child in token.children:
        if child.dep_ not in {"nsubj", "ccomp", "advcl", "punct"}:
            words.add(child.lemma_.lower())
            words.update(below.lemma_.lower() for below in child.children)
    return words


def _actors(mentions: Sequence[ActorMention]) -> frozenset[str]:
    return frozenset(mention.actor for mention in mentions)
