import { buildConsole } from './local/console'
import { buildMiniapp, builtInAddresses, type MiniappTarget } from './local/miniapp'
import { runScript } from './local/script'
import { Sentence } from './local/sentence'
import { numberedSteps, type Steps } from './local/steps'
import { text } from './local/text'
import { buildFunctions } from './support/bundle'

const builds = {
  functions: (step: Steps) =>
    step(text.step.functions, async () => {
      const sizes = Object.values(await buildFunctions()).map(({ bytes }) => text.summary.bundled(Math.round(bytes / 1024)))
      return { result: undefined, summary: `dist/lambda, ${sizes.join(' + ')}` }
    }),
  weapp: (step: Steps) => miniapp(step, 'weapp'),
  h5: (step: Steps) => miniapp(step, 'h5'),
  console: (step: Steps) =>
    step(text.step.console, async (say) => {
      const outcome = await buildConsole({ say })
      return { result: undefined, summary: `dist/console, ${text.summary[outcome]}, ${text.builtFor(process.env['DIANJIN_API'] ?? builtInAddresses.api)}` }
    }),
}

function miniapp(step: Steps, target: MiniappTarget): Promise<undefined> {
  return step(text.step[target], async (say) => {
    const outcome = await buildMiniapp({ target, say })
    const api = text.builtFor(process.env['DIANJIN_API'] ?? builtInAddresses.api)
    return { result: undefined, summary: `dist/${target}, ${text.summary[outcome]}, ${api}` }
  })
}

const names = ['functions', 'weapp', 'h5', 'console'] as const

runScript(async ({ args: [target = 'all', ...more] }) => {
  const wanted = names.filter((name) => target === 'all' || target === name)
  if (wanted.length === 0 || more.length > 0) throw new Sentence(text.unknownTarget([target, ...more].join(' '), [...names, 'all']))
  const step = numberedSteps(wanted.length)
  for (const name of wanted) await builds[name](step)
})
