import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import * as z from 'zod'
import { loadSettings, SettingsError } from '../functions/settings'

const key = () => randomBytes(32).toString('base64')
const secrets = {
  SESSION_KEY: key(),
  CODE_KEY: key(),
  PERSONAL_DATA_KEY: key(),
  PERSONAL_HASH_KEY: key(),
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: 'a secret',
}
const open = { AWS_REGION: 'cn-northwest-1', TABLE_NAME: 'dianjin-test' }
const all: Readonly<Record<string, string>> = { ...open, ...secrets }

describe('settings from the environment', () => {
  test('are complete with the two defaults that every stage shares', async () => {
    const settings = await loadSettings(all)
    expect(settings).toMatchObject({ stage: 'local', logLevel: 'info', region: 'cn-northwest-1', tableName: 'dianjin-test', databaseEndpoint: undefined })
    expect(settings.wechat).toEqual({ appId: 'wx0123456789abcdef', appSecret: 'a secret', origin: 'https://api.weixin.qq.com' })
    expect(Buffer.from(settings.personalDataKey).toString('base64')).toBe(secrets.PERSONAL_DATA_KEY)
  })

  test.each(Object.keys(all))('%s is missed by name', async (name) => {
    const { [name]: _, ...rest } = all
    await expect(loadSettings(rest)).rejects.toThrow(`Setting ${name} is missing: it must be `)
  })

  test('all faults are told at once', async () => {
    await expect(loadSettings({})).rejects.toThrow(/AWS_REGION.*TABLE_NAME.*SESSION_KEY.*WECHAT_APP_SECRET/)
  })

  test.each([
    ['PERSONAL_DATA_KEY', randomBytes(16).toString('base64')],
    ['SESSION_KEY', 'not base64!'],
    ['CODE_KEY', ''],
    ['LOG_LEVEL', 'loud'],
    ['DYNAMODB_ENDPOINT', 'nowhere'],
    ['WECHAT_ORIGIN', 'http://api.weixin.qq.com'],
    ['TABLE_NAME', ''],
  ])('%s is refused when wrong, without showing it', async (name, value) => {
    const refused = loadSettings({ ...all, [name]: value })
    await expect(refused).rejects.toThrow(`Setting ${name} is wrong: it must be `)
    await expect(refused).rejects.toThrow(SettingsError)
    if (value !== '') await expect(refused).rejects.not.toThrow(value)
  })

  test('one key may not serve two purposes', async () => {
    await expect(loadSettings({ ...all, CODE_KEY: secrets.SESSION_KEY })).rejects.toThrow('Setting CODE_KEY is wrong')
  })

  test('WeChat may be spoken to without encryption on this machine only', async () => {
    expect((await loadSettings({ ...all, WECHAT_ORIGIN: 'http://127.0.0.1:4010' })).wechat.origin).toBe('http://127.0.0.1:4010')
  })
})

describe('settings from SSM', () => {
  const request = z.object({ Path: z.string(), WithDecryption: z.literal(true), NextToken: z.string().optional() })
  const asked: z.output<typeof request>[] = []
  let kept: readonly (readonly [name: string, value: string])[] = []
  let server: Server

  beforeAll(async () => {
    server = createServer((incoming, outgoing) => {
      const parts: Buffer[] = []
      incoming.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        const { Path, NextToken, WithDecryption } = request.parse(JSON.parse(Buffer.concat(parts).toString()))
        asked.push({ Path, WithDecryption, ...(NextToken === undefined ? {} : { NextToken }) })
        const page = NextToken === undefined ? kept.slice(0, 4) : kept.slice(4)
        const Parameters = page.map(([name, Value]) => ({ Name: `${Path}/${name}`, Type: 'SecureString', Value, Version: 1 }))
        outgoing.setHeader('content-type', 'application/x-amz-json-1.1')
        outgoing.end(JSON.stringify({ Parameters, ...(NextToken === undefined ? { NextToken: 'page two' } : {}) }))
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: open.AWS_REGION }
    Object.assign(process.env, { ...credentials, AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${port}` })
  })
  afterAll(() => server.close())
  beforeEach(() => {
    asked.length = 0
    kept = Object.entries(secrets)
  })

  test('are read decrypted, page by page, once', async () => {
    const settings = await loadSettings({ ...open, STAGE: 'prod', SETTINGS_PATH: '/dianjin/prod' })
    expect(settings).toMatchObject({ stage: 'prod', tableName: 'dianjin-test', wechat: { appSecret: 'a secret' } })
    expect(asked).toEqual([{ Path: '/dianjin/prod', WithDecryption: true }, { Path: '/dianjin/prod', WithDecryption: true, NextToken: 'page two' }])
  })

  test('a secret in the environment counts for nothing', async () => {
    kept = kept.filter(([name]) => name !== 'SESSION_KEY')
    await expect(loadSettings({ ...all, SETTINGS_PATH: '/dianjin/prod' })).rejects.toThrow('Setting /dianjin/prod/SESSION_KEY in SSM is missing')
  })

  test('neither the environment nor SSM can let the webhooks of a stage into its own machine', async () => {
    kept = [...kept, ['WEBHOOKS_LOCAL', 'yes']]
    expect((await loadSettings({ ...open, WEBHOOKS_LOCAL: 'yes', SETTINGS_PATH: '/dianjin/prod' })).webhooksMayBeLocal).toBe(false)
    expect([(await loadSettings(all)).webhooksMayBeLocal, (await loadSettings({ ...all, WEBHOOKS_LOCAL: 'yes' })).webhooksMayBeLocal]).toEqual([false, true])
  })

  test('SSM cannot move the table', async () => {
    kept = [...kept, ['TABLE_NAME', 'another']]
    expect((await loadSettings({ ...open, SETTINGS_PATH: '/dianjin/prod' })).tableName).toBe('dianjin-test')
  })

  test.each(['', 'dianjin/prod', '/dianjin/', '/'])('the path “%s” is refused before anyone is asked', async (path) => {
    await expect(loadSettings({ ...all, SETTINGS_PATH: path })).rejects.toThrow('Setting SETTINGS_PATH is wrong')
    expect(asked).toEqual([])
  })
})
