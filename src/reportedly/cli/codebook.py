"""`reportedly codebook`: show, check and test the rules by which events are coded, and make one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.codebook_own import diff, new, suggest

if TYPE_CHECKING:
    from reportedly.codebook import Codebook, Rule
    from reportedly.examples import Outcome


@click.group("codebook")
def command() -> None:
    """Show, check and test the rules by which events are coded, and make a codebook of one's own.

    \b
    Example:
      reportedly codebook show AID
      reportedly codebook show call_off
      reportedly codebook check my-codebook
      reportedly codebook test
      reportedly codebook new my-codebook --type ARMS_TRANSFER
      reportedly codebook train my-codebook
      reportedly codebook suggest desk ARMS_TRANSFER --codebook my-codebook
      reportedly codebook diff plover my-codebook desk

    Exit status: 0 all well, 1 something isn't found or isn't right, 2 wrong usage.
    """


for _command in (new, suggest, diff):
    command.add_command(_command)

_codebook = click.option("--codebook", "named", metavar="FOLDER", default="plover", help="Another codebook.")


@command.command("show")
@click.argument("what", required=False)
@_codebook
def show(what: str | None, named: str) -> None:
    """Show a type (AID), a rule (coerce.arrest, as an event's `rule` names it) or the rules of a trigger (call off).

    Without an argument: all types.

    \b
    Example:
      reportedly codebook show
      reportedly codebook show COERCE
      reportedly codebook show plover.coerce.arrest
      reportedly codebook show detain
    """
    from reportedly.cli.codebook_pages import rule_page, type_page, types_page
    from reportedly.codebook import load_codebook

    book = load_codebook(named)
    if what is None:
        click.echo(types_page(book))
        return
    if what.upper() in book.types:
        click.echo(type_page(book, what.upper()))
        return
    rules = _rules_named(book, what)
    if not rules:
        click.echo(f"reportedly: no type, rule or trigger is called {what!r}; `reportedly codebook show` lists types", err=True)  # fmt: skip
        raise SystemExit(1)
    click.echo("\n\n".join(rule_page(book, rule) for rule in rules))


def _rules_named(book: Codebook, what: str) -> list[Rule]:
    """Rules by id, by what an event says ("plover.request.ask/aid.give" names two), else by trigger."""
    head, _, rest = what.partition("/")
    named = [rule for rule in (book.rule(head), book.rule(rest)) if rule]
    if named:
        return named
    word = what.replace("_", " ").lower()
    return [rule for rule in book.rules.all if word in rule.triggers]


@command.command("check")
@click.argument("named", metavar="[FOLDER]", default="plover")
@click.option(
    "--fights",
    is_flag=True,
    help="List also the triggers that rules of two types claim: the model decides there.",
)
def check(named: str, fights: bool) -> None:
    """Check a codebook: its fields, rules that nothing reaches, rules without examples, triggers that two rules claim.

    \b
    Example:
      reportedly codebook check
      reportedly codebook check my-codebook --fights
    """
    from reportedly.codebook import load_codebook
    from reportedly.codebook.checking import check_codebook

    book = load_codebook(named)
    _tell_untrained(named)
    found = check_codebook(book)
    for finding in found:
        if finding.grave or finding.about != "fight" or fights:
            click.echo(
                f"{'fault' if finding.grave else 'note '}  {finding.about:<11}  {finding.where}: {finding.what}"
            )
    rules = book.rules.all
    triggers = {word for rule in rules for word in rule.triggers}
    grave = sum(finding.grave for finding in found)
    claimed = sum(finding.about == "fight" for finding in found)
    click.echo(f"{book.name} {book.version}: {len(book.types)} types, {len(rules)} rules, {len(triggers):,} triggers, "
               f"{grave} faults, {claimed} triggers that two rules claim")  # fmt: skip
    if grave:
        raise SystemExit(1)


@command.command("test")
@click.argument("named", metavar="[FOLDER]", default="plover")
@click.option("--rule", "only", metavar="RULE", help="Only this rule, or the rules of this type.")
def test(named: str, only: str | None) -> None:
    """Code every rule's example and compare it with the events marked in it; print where they differ.

    Of the examples that a codebook of one's own takes over, only those are printed that the shipped codebook codes as
    they say and this one doesn't: what its own rules and training took away.

    \b
    Example:
      reportedly codebook test
      reportedly codebook test my-codebook
      reportedly codebook test my-codebook --rule AID
    """
    from reportedly.codebook import load_codebook

    book = load_codebook(named)
    rules = [rule for rule in book.rules.all if only is None or rule.type == only.upper()]
    rules = rules or _rules_named(book, only or "")
    if not rules:
        click.echo(f"reportedly: no type or rule is called {only!r}", err=True)
        raise SystemExit(1)
    shipped = load_codebook()
    inherited = [] if only or named == "plover" else [rule for rule in rules if shipped.rule(rule.id) == rule]
    own = [rule for rule in rules if rule not in inherited]
    failed = _outcomes(named, own)
    for outcome in failed:
        click.echo(_outcome_page(outcome) + "\n")
    lost = []
    if inherited:
        missed = _outcomes(named, inherited)
        missed_before = {outcome.rule.id for outcome in _outcomes("plover", inherited)}
        lost = [outcome for outcome in missed if outcome.rule.id not in missed_before]
        for outcome in lost:
            click.echo(f"inherited, lost: {_outcome_page(outcome)}\n")
        click.echo(f"{len(inherited) - len(missed)} of {len(inherited)} inherited examples are coded as they say "
                   f"({len(inherited) - len(missed_before)} by {shipped.name}); {len(lost)} lost by what was added")  # fmt: skip
    if failed:
        _tell_untrained(named)
    whose = " of its own" if inherited else ""
    click.echo(f"{len(own) - len(failed)} of {len(own)} examples{whose} are coded as they say")
    if failed or lost:
        raise SystemExit(1)


def _tell_untrained(named: str) -> None:
    """A codebook of one's own that was never trained, or written on since, codes otherwise than it says."""
    from reportedly.codebook.reading import files_of, weights_of

    if named == "plover":
        return
    weights = weights_of(named)
    if not weights.exists():
        click.echo(f"it isn't trained yet: `reportedly codebook train {named}`")
    elif any(path.stat().st_mtime > weights.stat().st_mtime for path in files_of(named)):
        click.echo(f"it was changed since it was trained: `reportedly codebook train {named}`")


def _outcomes(named: str, rules: list[Rule]) -> list[Outcome]:
    """Those of the rules' examples that a codebook doesn't code as they say."""
    from reportedly.codebook import load_codebook
    from reportedly.coder import Coder
    from reportedly.examples import run_examples

    coder = Coder(codebook=named, language="any")
    return [one for one in run_examples(load_codebook(named), coder, rules=rules) if not one.passed]


def _outcome_page(outcome: Outcome) -> str:
    from reportedly.cli.codebook_pages import outcome_page

    return outcome_page(outcome)


@command.command("train")
@click.argument("named", metavar="FOLDER")
@click.option("--model", metavar="NAME", help="Another installed spaCy English model with parser and NER.")
def train(named: str, model: str | None) -> None:
    """Learn from the examples of a codebook of one's own, together with the sentences that the shipped one learnt from.

    The weights are written into FOLDER (weights.bin), or beside the file (NAME.weights), where coding finds them. What is
    known of types without examples of their own stays as it is. It takes less than a minute.

    \b
    Example:
      reportedly codebook train my-codebook
      reportedly code news.jsonl --codebook my-codebook > records.jsonl
    """
    from reportedly.codebook import load_codebook
    from reportedly.codebook.reading import weights_of
    from reportedly.errors import OutputError
    from reportedly.learning import learn
    from reportedly.steps.parse import load_parser

    if named == "plover":
        raise click.UsageError("the shipped codebook is trained already; train one of your own")
    book = load_codebook(named)
    lesson = learn(book, parser=load_parser(model) if model else None)
    path = weights_of(named)
    try:
        lesson.model.save(path)
    except OSError as error:
        raise OutputError(f"can't be written ({error.strerror})", where=str(path)) from None
    click.echo(f"{', '.join(lesson.types)}: learnt from {lesson.examples} examples and {lesson.sentences:,} shipped sentences; "
               f"wrote {path}")  # fmt: skip
