// The address holds the page's whole state: a path for the page, a query for everything that was chosen on it.

export type Query = Record<string, string>;

function read(): { path: string; query: Query } {
  return { path: location.pathname, query: Object.fromEntries(new URLSearchParams(location.search)) };
}

export const route = $state(read());

function follow() {
  const now = read();
  route.path = now.path;
  route.query = now.query;
}

addEventListener("popstate", follow);

/** An address of this page; empty values are left out. */
export function to(path: string, query: Record<string, string | number | boolean | null | undefined> = {}): string {
  const kept = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== "" && v !== false);
  const words = new URLSearchParams(kept.map(([k, v]) => [k, String(v)]));
  return kept.length ? `${path}?${words}` : path;
}

export function go(address: string, { replace = false, keepScroll = false } = {}) {
  if (address === location.pathname + location.search) return;
  const moved = new URL(address, location.href).pathname !== location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  follow();
  if (moved && !keepScroll) {
    scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }
}

/** Change some of the query, and stay. */
export function change(changes: Record<string, string | number | boolean | null | undefined>) {
  go(to(route.path, { ...route.query, ...changes }), { replace: true, keepScroll: true });
}

/** Links inside the page are followed without loading it anew. */
export function followLinks(event: MouseEvent) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname.startsWith("/api/") || link.hash) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

/** What every page's questions are narrowed by. */
export const FILTERS = ["since", "until", "actor", "type", "status", "voice", "outlet", "place", "text", "dated_only"] as const;

export function filterOf(query: Query): Query {
  return Object.fromEntries(FILTERS.filter((name) => query[name]).map((name) => [name, query[name]]));
}
