import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'
import { Sentence } from './sentence'
import { text } from './text'

const KEY_BYTES = 32
const OWNER_ONLY = 0o600

const secrets = z.object({
  SESSION_KEY: z.string(),
  CODE_KEY: z.string(),
  PERSONAL_DATA_KEY: z.string(),
  PERSONAL_HASH_KEY: z.string(),
  WECHAT_APP_ID: z.string(),
  WECHAT_APP_SECRET: z.string(),
})

export type LocalSecrets = z.output<typeof secrets>

/** The secrets of this machine, made at the first call and kept for good: without them the data cannot be read again. */
export async function localSecrets(file: string): Promise<LocalSecrets> {
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept === undefined) return makeSecrets(file)
  try {
    return secrets.parse(JSON.parse(kept))
  } catch {
    throw new Sentence(text.secretsBroken(file))
  }
}

async function makeSecrets(file: string): Promise<LocalSecrets> {
  const key = () => randomBytes(KEY_BYTES).toString('base64')
  const made: LocalSecrets = {
    SESSION_KEY: key(),
    CODE_KEY: key(),
    PERSONAL_DATA_KEY: key(),
    PERSONAL_HASH_KEY: key(),
    WECHAT_APP_ID: `wx${randomBytes(8).toString('hex')}`,
    WECHAT_APP_SECRET: randomBytes(16).toString('hex'),
  }
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(made, undefined, 2)}\n`, { mode: OWNER_ONLY })
  return made
}
