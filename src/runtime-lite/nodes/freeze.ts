/** A copy of data that plan code can read and never change. */
export const freeze = <T>(value: T): T => JSON.parse(JSON.stringify(value), (_, member) => Object.freeze(member));
