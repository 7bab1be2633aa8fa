// Kinds of JSON values, as bits, for the analysis of what a path can hold.
export const NULL = 1;
export const BOOLEAN = 2;
export const NUMBER = 4;
export const STRING = 8;
export const ARRAY = 16;
export const OBJECT = 32;
export const MISSING = 64;

/** Marks strings that do not come from the plan, so that they can hold any character. */
export const FOREIGN = 128;

/** All kinds: nothing is known. */
export const ANY = 255;
