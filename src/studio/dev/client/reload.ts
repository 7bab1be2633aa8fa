/// <reference lib="dom" />

/** Loads the page again; nothing that waits for it goes on in the page that was there. */
export function reload(): Promise<never> {
  location.reload();
  return new Promise(() => {});
}
