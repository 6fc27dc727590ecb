import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * What a Lambda function never uses but every cold start would pay for. Each trim replaces a text in one file and fails the build when the
 * text is gone, so an update that changes the file is noticed. Shares are of the time from `require` to the first answer.
 */
export const trims: Plugin = {
  name: 'trims',
  setup(build) {
    for (const { file, from, to } of replacements) {
      build.onLoad({ filter: file }, async ({ path }) => {
        const source = await readFile(path, 'utf8')
        const contents = source.replace(from, to)
        if (contents === source) throw new Error(`${path} no longer has what scripts/support/bundle-trims.ts takes out of it.`)
        return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' }
      })
    }
  },
}

const replacements: readonly { readonly file: RegExp; readonly from: RegExp; readonly to: string }[] = [
  // A tenth: Nest's two loggers each make a date format while loading, which loads Node's tables of languages. We log by ourselves.
  {
    file: /@nestjs\/common\/services\/(console-)?logger\.service\.js$/,
    from: /= (new Intl\.DateTimeFormat\([^;]*\));/,
    to: '= { format: (at) => $1.format(at) };',
  },
  // An eighth: Lambda hands credentials over in the environment; profiles, single sign-on and instance metadata are never asked.
  {
    file: /credential-provider-node\/dist-es\/index\.js$/,
    from: /^[^]*$/,
    to: `import { fromEnv } from '@aws-sdk/credential-provider-env'\nexport const defaultProvider = () => fromEnv()\n`,
  },
  // A twentieth: SSM's hundred kinds of errors; whatever it answers at a start, the start fails and tells the message.
  {
    file: /client-ssm\/dist-es\/schemas\/schemas_0\.js$/,
    from: /^n0_registry\.registerError\([^;]*;$/gm,
    to: '',
  },
  // An eighth: inside one file an import that waits cannot be shaken, nor can anything it imports. On AWS the settings are always read.
  {
    file: /functions\/settings\.ts$/,
    from: /^([^]*)await import\('\.\/parameters'\)([^]*)$/,
    to: `import * as parameters from './parameters'\n$1parameters$2`,
  },
]
