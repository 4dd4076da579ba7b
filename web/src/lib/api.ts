// The API's answers, as src/reportedly/page/shapes.py has them.

export type Status = "happened" | "ongoing" | "planned" | "possible" | "denied" | "wanted";
export type Span = [number, number] | [number, number, "title"];
export interface Party { name: string | null; registry: string | null; country: string | null; sectors?: string[] | null; kind?: string | null; article_itself?: boolean }
export interface Happening {
  id: string; type: string; act: string; sources: Party[]; targets: Party[]; day: string | null; dated_by: string;
  place: string | null; quad: number | null; status: Partial<Record<Status, number>>; reports: number; outlets: number;
  words: string; article: string; event: string;
}
export interface EventLine {
  article: string; event: string; happening: string | null; type: string; act: string; status: Status; made: string;
  day: string | null; dated_by: string; sources: Party[]; targets: Party[]; voices: Party[]; words: string; outlet: string | null;
}
export interface StatementLine { article: string; statement: string; outlet: string | null; published_on: string | null; speaker: Party | null; stance: string; kind: string; words: string }
export interface ArticleHit { article: string; title: string | null; start: string | null; outlet: string | null; published_on: string | null; copy_of: string | null; events: number }
export interface Rows<T> { rows: T[]; more: boolean; ready?: boolean }
export interface DyadLine { a: string; b: string; a_name: string; b_name: string; events: number; cooperation: number; conflict: number; score: number | null; months: [number, number][] }
export interface Desk {
  counts: { articles: number; events: number; statements: number; happenings: number; outlets: number; first: string | null; last: string | null };
  latest: Happening[]; dyads: DyadLine[]; articles: ArticleHit[];
}
export interface Dispute { happening: string; about: string; type: string; sources: Party[]; targets: Party[]; sides: { claim: string; voices: Party[]; reports: { article: string; event: string; outlet: string | null; published: string | null; words: string }[] }[] }
export interface PromiseLine { id: string; promised_in: string; article: string; event: string; kind: string; by: Party[]; act: string; sources: Party[]; targets: Party[]; said: string | null; due: [string | null, string | null] | null; outcome: string; happening: string | null; words: string | null }
export interface ActorHit { key: string; name: string; registry: string | null; country: string | null; kind: string | null; articles: number }
export interface Found { dyad: ActorHit[] | null; days: [string, string] | null; actors: ActorHit[]; happenings: Happening[]; articles: ArticleHit[] }
export interface Bar { period: string; side: "cooperation" | "conflict" | "neither"; status: Status; events: number }
export interface Dyad { a: ActorHit; b: ActorHit; by: string; periods: string[]; bars: Bar[]; scores: Record<string, number | null>; events: number }
export interface Actor {
  actor: ActorHit; names: string[]; offices: { title: string; country: string | null; since: string | null; until: string | null; told_by: "registry" | "articles" }[];
  partners: { actor: ActorHit; events: number; cooperation: number; conflict: number; score: number | null }[];
  first: string | null; last: string | null; events: number; statements: number;
}
export interface Report { article: string; event: string; status: Status; made: string; words: string; outlet: string | null; published: string | null; title: string | null; voices: Party[]; copy_of: string | null; day: string | null; figures: Record<string, number | null>; dated_by: string; who: string[] }
export interface WholeHappening {
  happening: { id: string; type: string; act: string; sources: Party[]; targets: Party[]; time: { start: string | null; end: string | null; precision: string | null }; place: { name: string; country: string | null } | null; status: Partial<Record<Status, number>>; reports: Report[]; outlets: number; killed: [number, number] | null; injured: [number, number] | null; size: [number, number] | null; first_seen: string | null; last_seen: string | null };
  places: { name: string; country: string | null; lat: number; lon: number }[]; disputes: Dispute[]; promises: PromiseLine[];
}
export interface Reason { about: string; value: string; why: string; spans: Span[] }
export interface EventShown { sources: string; type: string; targets: string; made: string; act: string; status: Status; when: string; where: string; voice: string; reasons: Reason[] }
export interface Argument { actor: string; span: Span }
export interface RecordEvent {
  id: string; type: string; mode: string | null; trigger: Span; sources: Argument[]; targets: Argument[]; act: string; act_trigger: Span | null;
  act_sources: Argument[] | null; act_targets: Argument[] | null; time: { span: Span | null; start: string | null; end: string | null }; act_time: { span: Span | null } | null;
  status: Status; made: Status; evidence: Span[]; sentence: Span; place: number | null; said_by: string[]; rule: string; confidence: number;
  killed: { span: Span } | null; injured: { span: Span } | null; size: { span: Span } | null;
}
export interface RecordStatement { id: string; speaker: string | null; speaker_span: Span | null; cue: Span | null; content: Span[]; kind: string; stance: string; medium: { text: string; span: Span } | null; said_in: string | null }
export interface RecordActor { id: string; name: string; kind: string; registry: string | null; country: string | null; sectors: string[]; role: string | null; mentions: { span: Span; how: string }[] }
export interface ArticleRecord {
  id: string; article: { title: string | null; published: string | null; outlet: string | null; url: string | null; text: string };
  actors: RecordActor[]; places: { span: Span; name: string; country: string | null }[]; statements: RecordStatement[]; events: RecordEvent[];
  made_with: { coder: string; codebook: string; registry: string; model: string }; notes: { code: string; text: string }[];
}
export interface Article { record: ArticleRecord; events: Record<string, EventShown>; happenings: Record<string, string>; copy_of: string | null; revision_of: string | null }
export interface Edge { a: string; b: string; events: number; cooperation: number; conflict: number; score: number | null }
export interface Network { nodes: ActorHit[]; edges: Edge[]; more: boolean }
export interface Places { points: { name: string; country: string | null; lat: number; lon: number; events: number; cooperation: number; conflict: number }[]; events: number; placed: number }
export interface Queue { waiting: number; judged: number; rows: { article: string; item: string; words: string; type: string | null }[]; fields: Record<string, string> }
export interface Judged { correction: string; article: string; about: string; item: string | null; words: string; verdict: string; changes: Record<string, unknown>; by: string; at: string }
export interface PrecisionLine { group: string; name: string; judged: number; right: number; low: number; high: number }

type Asked = Record<string, string | number | boolean | null | undefined>;

export function address(path: string, query: Asked = {}): string {
  const kept = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== "" && v !== false);
  return `/api/${path}?${new URLSearchParams(kept.map(([k, v]) => [k, String(v)]))}`;
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) return response.json();
  const told = await response.text();
  let words = told;
  try {
    const detail = JSON.parse(told).detail;
    words = typeof detail === "string" ? detail : detail.map((d: { loc: string[]; msg: string }) => `${d.loc.at(-1)}: ${d.msg}`).join("; ");
  } catch {
    // Not JSON: the words themselves.
  }
  throw new Error(words || `the server answered ${response.status}`);
}

export async function get<T>(path: string, query: Asked = {}, signal?: AbortSignal): Promise<T> {
  return answerOf<T>(await fetch(address(path, query), { signal }));
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { "content-type": "application/json", "x-reportedly": "1" };
  return answerOf<T>(await fetch(`/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}
