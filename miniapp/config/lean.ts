import { resolve } from 'node:path'
import { NormalModuleReplacementPlugin } from 'webpack'
import type Chain from 'webpack-chain'

const jsonSchemaWriter = /(to-json-schema|json-schema-processors)\.js$/

/** Leaves out what a phone never runs: zod's JSON Schema writer, and whatever nothing imports from `shared/`, which by law has no side effects. */
export function leaveOut(chain: Chain, sharedFolder: string): void {
  chain.module.rule('pure').include.add(sharedFolder).end().set('sideEffects', false)
  chain.plugin('noJsonSchema').use(NormalModuleReplacementPlugin, [jsonSchemaWriter, resolve(__dirname, 'no-json-schema.cjs')])
}
