/** What plan code can import from Preact and its other names, as far as types of plan code need it. */
const PREACT = `
  export type ComponentChild = any;
  export type ComponentChildren = any;
  export type VNode<P = any> = JSX.Element;
  export type ReactNode = any;
  export type FunctionComponent<P = {}> = (props: P & { children?: any; key?: any }) => any;
  export type FC<P = {}> = FunctionComponent<P>;
  export type ComponentType<P = {}> = FunctionComponent<P> | (new (props: P) => Component<P>);
  export type RefObject<T> = { current: T | null };
  export type Context<T> = { Provider: FunctionComponent<{ value: T }>; Consumer: FunctionComponent<any> };
  export class Component<P = {}, S = {}> {
    constructor(props?: P);
    props: P & { children?: any };
    state: S;
    setState(change: Partial<S> | ((state: S, props: P) => Partial<S>), done?: () => void): void;
    forceUpdate(done?: () => void): void;
    render(...args: any[]): any;
  }
  export function h(type: any, props?: any, ...children: any[]): JSX.Element;
  export const createElement: typeof h;
  export const Fragment: FunctionComponent<any>;
  export function createContext<T>(value: T): Context<T>;
  export function createRef<T = any>(): RefObject<T>;
  export function useState<T>(initial: T | (() => T)): [T, (next: T | ((last: T) => T)) => void];
  export function useState<T = undefined>(): [T | undefined, (next: T | undefined | ((last: T | undefined) => T | undefined)) => void];
  export function useReducer<S, A>(reduce: (state: S, action: A) => S, initial: S): [S, (action: A) => void];
  export function useEffect(effect: () => void | (() => void), inputs?: readonly unknown[]): void;
  export const useLayoutEffect: typeof useEffect;
  export function useMemo<T>(make: () => T, inputs?: readonly unknown[]): T;
  export function useCallback<T extends (...args: any[]) => any>(callback: T, inputs?: readonly unknown[]): T;
  export function useRef<T>(initial: T): { current: T };
  export function useRef<T>(initial: T | null): RefObject<T>;
  export function useRef<T = undefined>(): { current: T | undefined };
  export function useContext<T>(context: Context<T>): T;
  export function useId(): string;
  export function memo<T>(component: T, same?: (a: any, b: any) => boolean): T;
  export function forwardRef<T, P = {}>(render: (props: P, ref: any) => any): FunctionComponent<P & { ref?: any }>;
  export const render: any, hydrate: any, cloneElement: any, isValidElement: any, options: any, toChildArray: any,
    useImperativeHandle: any, useDebugValue: any, useErrorBoundary: any, Children: any, createPortal: any, lazy: any,
    Suspense: any, StrictMode: any, PureComponent: any, startTransition: any, useTransition: any, useDeferredValue: any,
    useSyncExternalStore: any, useInsertionEffect: any, flushSync: any, unstable_batchedUpdates: any, version: any;
`;

const NAMES = ['preact', 'preact/hooks', 'preact/compat', 'react', 'react-dom', 'react-dom/client'];

/** Specifiers that have types here. */
export const TYPED: ReadonlySet<string> = new Set(NAMES);

/** The ambient types of plan code: JSX of any element, styles, data, and Preact. */
export const AMBIENT = `
declare namespace JSX {
  type Element = any;
  type ElementType = any;
  interface IntrinsicElements { [tag: string]: any }
  interface IntrinsicAttributes { key?: any; ref?: any }
  interface ElementChildrenAttribute { children: {} }
}
${['*.css', '*.json', '*.js', '*.mjs', '*.cjs', '*.jsx'].map((pattern) => `declare module '${pattern}';`).join('\n')}
declare module 'renderify:preact' {${PREACT}  const all: any;\n  export default all;\n}
${NAMES.map((name) => `declare module '${name}' { export * from 'renderify:preact'; export { default } from 'renderify:preact'; }`).join('\n')}
`;
