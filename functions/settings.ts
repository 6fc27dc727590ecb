import * as z from 'zod'
import { Templates } from '../shared/messages/templates'

const KEY_BYTES = 32

/** A symmetric key: 32 random bytes, written in base64. `openssl rand -base64 32` makes one. */
const key = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))).refine((bytes) => bytes.length === KEY_BYTES)

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Our secret travels there, so it is encrypted on the way unless it stays on this machine. */
const origin = z.url({ protocol: /^https?$/ }).refine((text) => text.startsWith('https:') || LOOPBACK.has(new URL(text).hostname))

const templates = z.string().transform(parsedJson).pipe(Templates)

/** What every stage may know in plain sight. */
const open = {
  STAGE: z.string().min(1).default('local'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  AWS_REGION: z.string().min(1),
  TABLE_NAME: z.string().min(3),
  DYNAMODB_ENDPOINT: z.url().optional(),
  /** Where browsers and phones find photos, without the path. */
  PHOTOS_ORIGIN: z.url().optional(),
  /** Where photos are kept: the host of a bucket, such as `name.s3.cn-northwest-1.amazonaws.com.cn`, or a folder of this machine. */
  PHOTOS_HOST: z.string().regex(/^[a-z0-9.-]{10,200}$/).optional(),
  PHOTOS_FOLDER: z.string().min(1).optional(),
}

/** What a machine of a developer may switch on; a stage with secrets in SSM never reads it. */
const ofThisMachine = {
  /** Whether webhooks may go to this very machine, unencrypted too. */
  WEBHOOKS_LOCAL: z.enum(['yes', 'no']).default('no'),
}

/** What only the functions may know, and what else belongs to the mini-program: on AWS it comes from SSM and from nowhere else. */
const secret = {
  /** Signs session tokens (HS256). */
  SESSION_KEY: key,
  /** From it every voucher's and member's code key is derived. */
  CODE_KEY: key,
  /** Encrypts personal data (AES-256-GCM). */
  PERSONAL_DATA_KEY: key,
  /** Makes personal data findable by a keyed hash. Changing it loses the way to every phone number. */
  PERSONAL_HASH_KEY: key,
  WECHAT_APP_ID: z.string().min(1),
  WECHAT_APP_SECRET: z.string().min(1),
  WECHAT_ORIGIN: origin.default('https://api.weixin.qq.com'),
  /** The subscribe-message templates of the mini-program, as JSON; without them messages go to the inbox only. */
  WECHAT_TEMPLATES: templates.default([]),
}

const expected: Readonly<Record<string, string>> = {
  STAGE: 'a name',
  LOG_LEVEL: 'debug, info, warn or error',
  AWS_REGION: 'a region such as cn-northwest-1',
  TABLE_NAME: 'the name of the table',
  DYNAMODB_ENDPOINT: 'an address',
  WEBHOOKS_LOCAL: 'yes or no',
  PHOTOS_ORIGIN: 'an address such as https://pictures.example.com',
  PHOTOS_HOST: 'the host of a bucket',
  PHOTOS_FOLDER: 'a folder',
  WECHAT_TEMPLATES: 'a JSON list of {id, kinds, fields} as shared/messages/templates.ts says',
  SETTINGS_PATH: 'a path in SSM such as /dianjin/prod',
  WECHAT_APP_ID: 'the AppID of the mini-program',
  WECHAT_APP_SECRET: 'the AppSecret of the mini-program',
  WECHAT_ORIGIN: 'an https address (http only on this machine)',
}
const expectedKey = `${KEY_BYTES} random bytes in base64 (openssl rand -base64 ${KEY_BYTES}), another for each purpose`

const settingsPath = z.string().regex(/^(\/[\w.-]+)+$/).optional()

const settings = z
  .object({ ...open, ...secret, ...ofThisMachine })
  .transform((given) => ({
    stage: given.STAGE,
    logLevel: given.LOG_LEVEL,
    region: given.AWS_REGION,
    tableName: given.TABLE_NAME,
    databaseEndpoint: given.DYNAMODB_ENDPOINT,
    photos: { origin: given.PHOTOS_ORIGIN ?? '', host: given.PHOTOS_HOST, folder: given.PHOTOS_FOLDER },
    templates: given.WECHAT_TEMPLATES,
    webhooksMayBeLocal: given.WEBHOOKS_LOCAL === 'yes',
    sessionKey: given.SESSION_KEY,
    codeKey: given.CODE_KEY,
    personalDataKey: given.PERSONAL_DATA_KEY,
    personalHashKey: given.PERSONAL_HASH_KEY,
    wechat: { appId: given.WECHAT_APP_ID, appSecret: given.WECHAT_APP_SECRET, origin: given.WECHAT_ORIGIN },
  }))

export type Settings = Readonly<z.output<typeof settings>>

type Environment = Readonly<Record<string, string | undefined>>

/** The settings do not allow a start. The message names every setting at fault and never shows a value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/**
 * Everything the functions must be told, from the environment; with `SETTINGS_PATH` the secrets come from the parameters under that path in
 * SSM (same names), read once, and the environment's own are ignored. Throws a `SettingsError` rather than start half-configured.
 */
export async function loadSettings(env: Environment): Promise<Settings> {
  const given = env['SETTINGS_PATH'] === undefined ? env : { ...pick(env, open), ...pick(await readSecrets(env), secret) }
  const read = settings.safeParse(given)
  const faults = read.success ? reusedKeys(read.data) : [...new Set(read.error.issues.map((issue) => String(issue.path[0])))]
  if (read.success && faults.length === 0) return read.data
  throw new SettingsError(faults.map((name) => complaint(name, given[name], env['SETTINGS_PATH'])).join(' '))
}

/** What a function must be told that needs no secret: where the table is. It has no right to read the others. */
export function loadOpenSettings(env: Environment) {
  const read = z.object(open).safeParse(env)
  if (read.success) return read.data
  throw new SettingsError([...new Set(read.error.issues.map((issue) => String(issue.path[0])))].map((name) => complaint(name, env[name], undefined)).join(' '))
}

/** One key for two purposes would let a token of one be passed off as the other. */
function reusedKeys(given: Settings): string[] {
  const { sessionKey, codeKey, personalDataKey, personalHashKey } = given
  const keys = Object.entries({ SESSION_KEY: sessionKey, CODE_KEY: codeKey, PERSONAL_DATA_KEY: personalDataKey, PERSONAL_HASH_KEY: personalHashKey })
  return keys.filter(([, bytes], place) => keys.slice(0, place).some(([, earlier]) => Buffer.compare(earlier, bytes) === 0)).map(([name]) => name)
}

/** Undefined, which no schema takes, when it is no JSON. */
function parsedJson(text: string): unknown {
  try {
    return text === '' ? [] : JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readSecrets(env: Environment): Promise<Environment> {
  const path = settingsPath.safeParse(env['SETTINGS_PATH'])
  if (!path.success || path.data === undefined) throw new SettingsError(complaint('SETTINGS_PATH', env['SETTINGS_PATH'], undefined))
  // Imported here so that a local run never loads the SSM client.
  const { readParameters } = await import('./parameters')
  return readParameters(path.data)
}

function pick(env: Environment, shape: object): Environment {
  return Object.fromEntries(Object.keys(shape).map((name) => [name, env[name]]))
}

function complaint(name: string, value: string | undefined, path: string | undefined): string {
  const where = path !== undefined && name in secret ? `${path}/${name} in SSM` : name
  return `Setting ${where} is ${value === undefined ? 'missing' : 'wrong'}: it must be ${expected[name] ?? expectedKey}.`
}
