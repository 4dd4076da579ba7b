// Cut an article's text at the bounds of spans. Spans count Unicode code points; strings here count UTF-16 units.
import type { Article, RecordEvent, RecordStatement, Span } from "./api";

export type Roles = Record<string, Span[]>;
export interface Piece { start: number; end: number; words: string; event: string | null; said: string[]; roles: string[]; ends: string[] }

const present = <T>(values: (T | null | undefined)[]): T[] => values.filter((v): v is T => v !== null && v !== undefined);

/** The words of an event, by what they are to it. */
export function eventRoles(event: RecordEvent, article: Article["record"]): Roles {
  const spans = (given: { span: Span }[] | null) => (given ?? []).map((argument) => argument.span);
  return {
    trigger: [event.trigger],
    act: present([event.act_trigger]),
    source: [...spans(event.sources), ...spans(event.act_sources)],
    target: [...spans(event.targets), ...spans(event.act_targets)],
    time: present([event.time.span, event.act_time?.span]),
    place: present([event.place === null ? null : article.places[event.place]?.span]),
    decides: event.evidence,
    figure: present([event.killed, event.injured, event.size]).map((figure) => figure.span),
    ...speakers(event.said_by, article),
  };
}

function speakers(ids: string[], article: Article["record"]): Roles {
  const said = article.statements.filter((statement) => ids.includes(statement.id));
  return { voice: present(said.map((statement) => statement.speaker_span)), cue: present(said.map((statement) => statement.cue)) };
}

/** The words of a statement, by what they are to it. */
export function statementRoles(statement: RecordStatement): Roles {
  return { voice: present([statement.speaker_span]), cue: present([statement.cue]), content: statement.content, place: present([statement.medium?.span]) };
}

/** Where each code point begins, in UTF-16 units; null where the two agree. */
function offsets(text: string): Uint32Array | null {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return null;
  const found: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) found.push(at);
  found.push(text.length);
  return Uint32Array.from(found);
}

/** The pieces of a region in order; together they are the whole region. */
export function pieces(text: string, region: "text" | "title", record: Article["record"], lit: Roles | null): Piece[] {
  const at = offsets(text);
  const unit = (point: number) => Math.min(at ? (at[Math.min(point, at.length - 1)] ?? text.length) : point, text.length);
  const here = (span: Span) => (span[2] ?? "text") === region;
  const triggers = record.events.filter((event) => here(event.trigger));
  const statements = record.statements.filter((statement) => statement.content.some(here));
  const roles = Object.entries(lit ?? {}).flatMap(([role, spans]) => spans.filter(here).map((span) => ({ role, span })));
  const bounds = new Set<number>([0, text.length]);
  for (const span of [...triggers.map((event) => event.trigger), ...statements.flatMap((s) => s.content.filter(here)), ...roles.map((r) => r.span)]) {
    bounds.add(unit(span[0]));
    bounds.add(unit(span[1]));
  }
  const sorted = [...bounds].sort((a, b) => a - b);
  const holds = (span: Span, start: number, end: number) => unit(span[0]) <= start && end <= unit(span[1]);
  return sorted.slice(0, -1).map((start, i) => {
    const end = sorted[i + 1];
    const inside = roles.filter(({ span }) => holds(span, start, end));
    return {
      start,
      end,
      words: text.slice(start, end),
      event: triggers.find((event) => holds(event.trigger, start, end))?.id ?? null,
      said: statements.filter((s) => s.content.some((span) => here(span) && holds(span, start, end))).map((s) => s.id),
      roles: [...new Set(inside.map(({ role }) => role))],
      ends: [...new Set(inside.filter(({ role, span }) => unit(span[1]) === end && role !== "content").map(({ role }) => role))],
    };
  });
}
