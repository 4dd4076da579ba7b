// Light, dark, or as the system has it; kept in this browser.

export type Theme = "auto" | "light" | "dark";

function stored(): Theme {
  try {
    const found = localStorage.getItem("theme");
    return found === "light" || found === "dark" ? found : "auto";
  } catch {
    return "auto";
  }
}

const system = matchMedia("(prefers-color-scheme: dark)");
export const theme = $state({ chosen: stored(), dark: false });

function apply() {
  theme.dark = theme.chosen === "auto" ? system.matches : theme.chosen === "dark";
  document.documentElement.dataset.theme = theme.dark ? "dark" : "light";
}

system.addEventListener("change", apply);
apply();

export function choose(chosen: Theme) {
  theme.chosen = chosen;
  try {
    localStorage.setItem("theme", chosen);
  } catch {
    // A browser that keeps nothing: then it lasts until the page is closed.
  }
  apply();
}

/** A colour of the style sheet, for what is drawn on a canvas. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
