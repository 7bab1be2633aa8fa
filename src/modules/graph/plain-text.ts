import { transform } from 'esbuild';

/** TypeScript or JSX as JavaScript in which imports can be found; imports of types are gone. Throws a SyntaxError. */
export async function plainText(code: string, language: 'js' | 'jsx' | 'ts' | 'tsx'): Promise<string> {
  try {
    const options = { loader: language, jsx: 'transform', target: 'es2022', tsconfigRaw: '{}' } as const;
    return (await transform(code, options)).code;
  } catch (error) {
    const [first] = (error as { errors?: readonly { text: string }[] }).errors ?? [];
    if (!first) throw error;
    throw new SyntaxError(first.text.replaceAll('"', '`'));
  }
}
