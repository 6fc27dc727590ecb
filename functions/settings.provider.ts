import type { Settings as Loaded } from './settings'

export type Settings = Loaded

/** The injection token of the settings. */
export const SETTINGS = Symbol('settings')
