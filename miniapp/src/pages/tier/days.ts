/** The day after a business day: what must be done by a day must be done before the next begins. */
export const dayAfter = (businessDay: string): string => new Date(Date.parse(`${businessDay}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
