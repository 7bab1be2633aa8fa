/** Words that no constant can be called in a module. */
const RESERVED = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

/** Why a name cannot be the name of an extension. */
export function nameProblem(name: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return `\`${name}\` is no kebab-case name, such as \`no-foo\`.`;
  return RESERVED.has(name) ? `\`${name}\` is a word of JavaScript; choose another name.` : undefined;
}

/** `no-foo` as the name of its constant, `noFoo`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `no-foo` as a part of the name of a function, `NoFoo`. */
export function pascalCase(name: string): string {
  return camelCase(`-${name}`);
}
