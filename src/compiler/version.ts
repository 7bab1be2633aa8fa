/** The version of the compiler, the same as the package's; the manifest of every bundle names it. */
export const compilerVersion = '0.1.0';
