import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build, type BuildOptions } from 'esbuild'
import { trims } from './bundle-trims'

const root = resolve(__dirname, '../..')

export type FunctionName = 'api' | 'desk' | 'stream' | 'schedule' | 'webhooks' | 'verify'
export interface Bundle {
  /** Absolute path of the file that exports `handler`. */
  readonly path: string
  readonly bytes: number
}

const rxjs = join(root, 'node_modules/rxjs/dist/esm')

/** CommonJS starts faster than ESM; the modules' ESM editions are bundled, because only they can be shaken. */
const options = {
  absWorkingDir: root,
  tsconfig: join(root, 'tsconfig.json'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  alias: { rxjs: join(rxjs, 'index.js'), 'rxjs/operators': join(rxjs, 'operators/index.js') },
  minify: true,
  legalComments: 'none',
  // Kept beside the bundle for whoever reads a stack trace; the package leaves it out.
  sourcemap: 'external',
  logLevel: 'warning',
  plugins: [trims],
  // Parts of Nest that are looked for when asked for; nobody asks.
  external: ['@nestjs/microservices', '@nestjs/websockets', '@nestjs/platform-express', 'class-transformer', 'class-validator'],
} satisfies BuildOptions

interface Places {
  /** Folder of the handlers, one file per function. */
  readonly handlers?: string
  readonly output?: string
}

/** Bundles each handler into one file, `dist/lambda/<name>/index.js`. Throws when one does not build. */
export async function buildFunctions({ handlers = 'functions/handlers', output = 'dist/lambda' }: Places = {}): Promise<Record<FunctionName, Bundle>> {
  const bundle = async (name: FunctionName): Promise<Bundle> => {
    const path = resolve(root, output, name, 'index.js')
    await build({ ...options, entryPoints: [resolve(root, handlers, `${name}.ts`)], outfile: path })
    return { path, bytes: (await stat(path)).size }
  }
  const [api, desk, stream, schedule, webhooks, verify] = await Promise.all([bundle('api'), bundle('desk'), bundle('stream'), bundle('schedule'), bundle('webhooks'), bundle('verify')])
  return { api, desk, stream, schedule, webhooks, verify }
}
