/// <reference lib="dom" />

/** Ways out of a document that its policy does not close by itself, or closes only today. */
const GONE =
  /^(webkit)?RTC|^(fetch|fetchLater|XMLHttpRequest|WebSocket|WebSocketStream|EventSource|WebTransport|Worker|SharedWorker|Worklet|BroadcastChannel|caches|cookieStore|indexedDB|localStorage|sessionStorage|open|openDatabase|alert|confirm|prompt|print|find|stop|navigation|trustedTypes|customElements|CustomElementRegistry|DOMParser|XSLTProcessor|parent|Notification|SpeechSynthesisUtterance|speechSynthesis|PaymentRequest|PushManager|launchQueue|documentPictureInPicture|sharedStorage|showOpenFilePicker|showSaveFilePicker|showDirectoryPicker|queryLocalFonts|getScreenDetails|EyeDropper|requestFileSystem|webkitRequestFileSystem|webkitResolveLocalFileSystemURL|webkitRequestFileSystemSync)$/;
const CONNECTS = /^(fetch|XMLHttpRequest|WebSocket|EventSource)$/;
const TIMERS = /^(set(Timeout|Interval)|requestAnimationFrame|requestIdleCallback)$/;

/** Readers of markup, but for the two that Trusted Types guard and that libraries read. */
const MARKUP = /^(?!(inner|outer)HTML$).*(HTML|Markup|^stream|ContextualFragment)/;

/** Elements that load, connect or redirect, or are a realm of their own, by their local names. */
const REFUSED = 'link meta base iframe frame frameset object embed portal fencedframe script webview';

/**
 * Takes away from the frame's realm what reaches out of it, before any plan code is evaluated. The sandbox and two policies
 * refuse the same things; for WebRTC and for elements that connect ahead of time, this is the only door.
 */
export const sealFrame = (connects: boolean, timers: boolean): void => {
  const goes = (name: string) =>
    (GONE.test(name) && !(connects && CONNECTS.test(name))) || (!timers && TIMERS.test(name));
  for (const one of [CustomElementRegistry.prototype, DOMImplementation.prototype])
    drop(one, (name) => /^(define|initialize|createDocument|createHTMLDocument)$/.test(name));
  for (const one of [Document, Document.prototype, Element, Element.prototype, DocumentFragment.prototype])
    drop(one, (name) => MARKUP.test(name) || name === 'customElementRegistry');
  for (const one of [ShadowRoot.prototype, Range.prototype])
    drop(one, (name) => MARKUP.test(name) || name === 'customElementRegistry');
  drop(Document.prototype, (name) => /^(write|writeln|open|close|execCommand|cookie|domain)$/.test(name));
  for (let scope = navigator as object; scope !== Object.prototype; scope = Object.getPrototypeOf(scope))
    drop(scope, (name) => !/^(language|languages|userAgent|platform|maxTouchPoints|onLine)$/.test(name));
  for (const one of document.querySelectorAll('meta,script')) one.remove();
  refuseElements();
  drop(self, goes);
  drop(Window.prototype, goes);
};

function drop(scope: object, test: (name: string) => boolean): void {
  for (const key of Reflect.ownKeys(scope)) {
    if (typeof key !== 'string' || !test(key)) continue;
    if (!Reflect.deleteProperty(scope, key)) throw 0;
  }
}

/**
 * An element is looked at when it has been made: it does nothing before it stands in a document. What plan code can change
 * later, methods of built-in prototypes among it, is not used then.
 */
function refuseElements(): void {
  const refused: Record<string, boolean> = Object.create(null);
  for (const name of REFUSED.split(' ')) refused[name] = true;
  const { call } = Function.prototype;
  const nameOf = call.bind(Object.getOwnPropertyDescriptor(Element.prototype, 'localName')?.get as () => string);
  const createElement = call.bind(Document.prototype.createElement) as Create;
  const createElementNS = call.bind(Document.prototype.createElementNS) as Create;
  const checked = (made: Element): Element => {
    if (refused[nameOf(made)]) throw 'This element cannot be made in a sandbox.';
    return made;
  };
  Object.defineProperties(Document.prototype, {
    createElement: {
      value(this: Document, name: unknown) {
        return checked(createElement(this, name));
      },
    },
    createElementNS: {
      value(this: Document, space: unknown, name: unknown) {
        return checked(createElementNS(this, space, name));
      },
    },
  });
}

type Create = (document: Document, ...args: unknown[]) => Element;
