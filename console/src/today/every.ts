/** What is live is asked for again so often, while it can be seen. */
export const EVERY_MS = 5_000
