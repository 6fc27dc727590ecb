import { en, type Text } from './en'
import { zh } from './zh'

const { DIANJIN_LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env

/** What the commands say: Chinese or English, as the terminal is set. */
export const text: Text = /^zh/i.test(DIANJIN_LANGUAGE || LC_ALL || LC_MESSAGES || LANG || '') ? zh : en

export { en, zh }
