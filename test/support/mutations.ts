import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileFunction } from 'node:vm'
import * as hmac from '@noble/hashes/hmac.js'
import * as sha2 from '@noble/hashes/sha2.js'
import { build, type Plugin } from 'esbuild'
import * as zod from 'zod'
import type * as shopModules from './shop'

const projectFolder = join(__dirname, '../..')
const packages: Readonly<Record<string, unknown>> = { zod, '@noble/hashes/hmac.js': hmac, '@noble/hashes/sha2.js': sha2 }

/** The modules of `shared/`: the true ones, or with one rule taken out. */
export type Shop = typeof shopModules

/** A rule taken out of the truth: in `file` the text `rule`, which must be there exactly once, becomes `broken`. */
export interface Mutation {
  readonly file: string
  readonly rule: string
  readonly broken: string
}

/** The shop with one rule taken out, compiled apart from the true one. Throws when the rule is no longer written like that. */
export async function shopWithout({ file, rule, broken }: Mutation): Promise<Shop> {
  const path = join(projectFolder, 'shared', file)
  const text = readFileSync(path, 'utf8')
  const found = text.split(rule).length - 1
  if (found !== 1) throw new Error(`shared/${file} has ${found} times, not once: ${rule}`)
  const replaced: Plugin = {
    name: 'mutation',
    setup: (it) => it.onLoad({ filter: /\.ts$/ }, (asked) => (asked.path === path ? { contents: text.replace(rule, () => broken), loader: 'ts' } : undefined)),
  }
  const built = await build({
    entryPoints: [join(__dirname, 'shop.ts')],
    external: Object.keys(packages),
    plugins: [replaced],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    logLevel: 'silent',
  })
  const holder: { exports: Partial<Shop> } = { exports: {} }
  compileFunction(built.outputFiles[0]?.text ?? '', ['module', 'require'])(holder, (name: string) => packages[name])
  return whole(holder.exports)
}

/** Every module of the entry is there, or the bundle is not what was asked for. */
function whole(shop: Partial<Shop>): Shop {
  if (!isWhole(shop)) throw new Error('the bundle lacks a module')
  return shop
}

const isWhole = (shop: Partial<Shop>): shop is Shop => shop.decide !== undefined && shop.vouchers !== undefined
