// How things are said.
import type { Party, Status } from "./api";

export const STATUSES: Status[] = ["happened", "ongoing", "planned", "possible", "denied", "wanted"];
/** Each status has a sign of its own, so that none is told by colour alone. */
export const SIGN: Record<Status, string> = { happened: "●", ongoing: "◐", planned: "○", possible: "◇", denied: "✕", wanted: "△" };

export const TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];

const VERB: Record<string, string> = {
  AGREE: "agree", CONSULT: "consult", SUPPORT: "support", CONCEDE: "concede", COOPERATE: "cooperate", AID: "aid", RETREAT: "retreat",
  REQUEST: "request", ACCUSE: "accuse", REJECT: "reject", THREATEN: "threaten", PROTEST: "protest", SANCTION: "sanction", MOBILIZE: "mobilize", COERCE: "coerce", ASSAULT: "assault",
};

export function typeName(type: string): string {
  return VERB[type] ?? type.toLowerCase();
}

export function number(value: number): string {
  return value.toLocaleString("en");
}

export function plural(count: number, one: string, many = one + "s"): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function day(iso: string | null | undefined): string {
  if (!iso) return "no date";
  const [year, month, date] = iso.slice(0, 10).split("-");
  if (!month) return year;
  return date ? `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}` : `${MONTHS[Number(month) - 1]} ${year}`;
}

/** The last day of a half-open interval. */
export function lastDay(end: string): string {
  const [y, m, d] = end.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(y, m - 1, d - 1)).toISOString().slice(0, 10);
}

export function when(time: { start: string | null; end: string | null; precision: string | null }): string {
  if (!time.start) return time.end ? `until ${day(lastDay(time.end))}` : "no date told";
  if (time.precision === "year") return time.start.slice(0, 4);
  if (time.precision === "month") return day(time.start.slice(0, 7));
  const last = time.end ? lastDay(time.end) : time.start.slice(0, 10);
  const hour = time.start.length > 10 ? `, ${time.start.slice(11, 16)}` : "";
  return last > time.start.slice(0, 10) && !hour ? `${day(time.start)} to ${day(last)}` : day(time.start) + hour;
}

/** What names a party in an address. */
export function keyOf(party: Party): string {
  return party.registry ?? party.name ?? "";
}

export function voiceName(voice: Party): string {
  return voice.article_itself ? (voice.name ? `${voice.name} itself` : "the article itself") : (voice.name ?? "somebody");
}

/** Only web addresses become links: an article's URL is whatever its source wrote. */
export function webAddress(url: string | null): string | null {
  try {
    return url && /^https?:$/.test(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}
