import { get } from "./api";

type Asked = Record<string, string | number | boolean | null | undefined>;

/** An answer of the API that follows what is asked; the last answer stays until the next is there. */
export class Ask<T> {
  answer = $state.raw<T | null>(null);
  error = $state<string | null>(null);
  busy = $state(true);

  /** Made in a component's script: `question` is asked anew whenever what it reads changes; null asks nothing. */
  constructor(question: () => [path: string, query?: Asked] | null) {
    $effect(() => {
      const asked = question();
      if (!asked) {
        this.answer = null;
        this.busy = false;
        return;
      }
      const stop = new AbortController();
      let again = 0;
      const ask = () => {
        this.busy = true;
        get<T>(asked[0], asked[1], stop.signal).then(
          (answer) => {
            this.answer = answer;
            this.error = null;
            this.busy = false;
            // Disputes and promises of a large archive are counted beside: ask until they are there.
            if ((answer as { ready?: boolean }).ready === false) again = setTimeout(ask, 1500);
          },
          (error) => {
            if (stop.signal.aborted) return;
            this.error = error instanceof TypeError ? "The server doesn't answer. Is `reportedly serve` still running?" : error.message;
            this.busy = false;
          },
        );
      };
      ask();
      return () => {
        stop.abort();
        clearTimeout(again);
      };
    });
  }
}
