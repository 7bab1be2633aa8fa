/// <reference lib="dom" />

/** Ways out of a document that its policy does not close by itself, or closes only today. */
const GONE =
  /^(webkit)?RTC|^(fetch|fetchLater|XMLHttpRequest|WebSocket|WebSocketStream|EventSource|WebTransport|Worker|SharedWorker|Worklet|BroadcastChannel|caches|cookieStore|indexedDB|localStorage|sessionStorage|open|openDatabase|alert|confirm|prompt|print|find|stop|navigation|trustedTypes|customElements|DOMParser|XSLTProcessor|parent|Notification|SpeechSynthesisUtterance|speechSynthesis|PaymentRequest|PushManager|launchQueue|documentPictureInPicture|sharedStorage|showOpenFilePicker|showSaveFilePicker|showDirectoryPicker|queryLocalFonts|getScreenDetails|requestFileSystem|webkitRequestFileSystem|webkitResolveLocalFileSystemURL|webkitRequestFileSystemSync)$/;
const CONNECTS = /^(fetch|XMLHttpRequest|WebSocket|EventSource)$/;
const TIMERS = /^(set(Timeout|Interval)|requestAnimationFrame|requestIdleCallback)$/;

/** Elements that load, connect or redirect, or are a realm of their own. */
const REFUSED = /^(.*:)?(link|meta|base|iframe|frame|frameset|object|embed|portal|fencedframe|script|webview)$/i;

/**
 * Takes away from the frame's realm what reaches out of it, before any plan code is evaluated. The sandbox and two policies
 * refuse the same things; for WebRTC and for elements that connect ahead of time, this is the only door.
 */
export const sealFrame = (connects: boolean, timers: boolean): void => {
  const drop = (scope: object, test: (name: string) => boolean) => {
    for (const key of Reflect.ownKeys(scope)) {
      if (typeof key !== 'string' || !test(key)) continue;
      if (!Reflect.deleteProperty(scope, key)) throw 0;
    }
  };
  const goes = (name: string) =>
    (GONE.test(name) && !(connects && CONNECTS.test(name))) || (!timers && TIMERS.test(name));
  drop(self, goes);
  drop(Window.prototype, goes);
  for (let scope = navigator as object; scope !== Object.prototype; scope = Object.getPrototypeOf(scope))
    drop(scope, (name) => !/^(language|languages|userAgent|platform|maxTouchPoints|onLine)$/.test(name));
  // Whatever makes elements goes, but for the two below.
  drop(DOMImplementation.prototype, (name) => /^create(HTML)?Document$/.test(name));
  drop(Element.prototype, (name) => /^setHTML/.test(name));
  drop(Document.prototype, (name) => /^(write|writeln|open|close|execCommand|cookie|domain|parseHTML)/.test(name));
  for (const name of ['createElement', 'createElementNS'] as const) {
    const { [name]: create } = Document.prototype as unknown as Record<string, (...args: unknown[]) => Element>;
    const at = name === 'createElement' ? 0 : 1;
    const checked = function (this: Document, ...given: unknown[]) {
      const args = given.map((one, i) => (i < 2 && one !== null && i <= at ? `${one}` : one));
      if (REFUSED.test(`${args[at]}`)) throw new TypeError(`<${args[at]}> cannot be made in a sandbox.`);
      return Reflect.apply(create as (...args: unknown[]) => Element, this, args);
    };
    Object.defineProperty(Document.prototype, name, { value: checked });
  }
  for (const one of document.querySelectorAll('meta,script')) one.remove();
};
