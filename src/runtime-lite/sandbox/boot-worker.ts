/// <reference lib="dom" />

/**
 * Runs in the frame: starts a worker with the text of `work`, and passes the page's channel on to it. Where the frame has an
 * origin, or no worker can be had, it says so and starts nothing.
 */
export const bootWorker = (work: () => void): void => {
  addEventListener('message', function boot({ source, ports: [port] }) {
    if (source !== parent || !port) return;
    removeEventListener('message', boot);
    try {
      if (origin !== 'null') throw 0;
      const address = URL.createObjectURL(new Blob([`(${work})()`], { type: 'text/javascript' }));
      const { trustedTypes } = self as unknown as { trustedTypes?: TrustedTypes };
      const rules = { createScriptURL: () => address };
      const worker = new Worker(trustedTypes?.createPolicy('renderify-sandbox', rules).createScriptURL('') ?? address);
      worker.postMessage(0, [port]);
    } catch {
      port.postMessage('0');
    }
  });
};

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(text: string): string };
}
