import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Sentence } from '../local/sentence'
import { text } from './package-text'

const root = resolve(__dirname, '../..')
const PACKAGER_MILLISECONDS = 120_000

export interface Packaged {
  /** What CloudFormation will be given. */
  readonly template: unknown
  /** Absolute path of the folder with the template and one zip per function. */
  readonly folder: string
}

interface Order {
  readonly stage: string
  readonly region: string
  /** `name=value`, as serverless.yml's `params` name them. */
  readonly parameters?: readonly string[]
  readonly output?: string
}

/** Packages `serverless.yml` with the bundles in `dist/lambda`. Needs neither an account nor a network, and is given neither. */
export async function packageService({ stage, region, parameters = [], output = 'dist/package' }: Order): Promise<Packaged> {
  const folder = resolve(root, output)
  await packager(['package', '--stage', stage, '--region', region, '--package', folder, ...parameters.map((parameter) => `--param=${parameter}`)])
  const template: unknown = JSON.parse(await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8'))
  return { template, folder }
}

function packager(words: readonly string[]): Promise<void> {
  const program = join(root, 'node_modules/serverless/bin/serverless.js')
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, ...words], { cwd: root, env: withoutAccount(), timeout: PACKAGER_MILLISECONDS })
    const said: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => said.push(part))
    child.stderr.on('data', (part: Buffer) => said.push(part))
    child.on('error', fail)
    child.on('close', (code) => (code === 0 ? done() : fail(new Sentence(text.notPackaged(Buffer.concat(said).toString().trim())))))
  })
}

/** The environment less everything that could reach an account. */
function withoutAccount(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', AWS_EC2_METADATA_DISABLED: 'true' }
  for (const name of Object.keys(env)) if (/^(AWS_(?!EC2)|SLS_|SERVERLESS_)/.test(name)) delete env[name]
  return env
}
