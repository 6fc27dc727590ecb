import { parseArgs } from 'node:util'
import { runScript, type Script } from './local/script'
import { reasonOf, Sentence } from './local/sentence'
import { numberedSteps } from './local/steps'
import { buildFunctions } from './support/bundle'
import { packageService } from './support/package-service'
import { text } from './support/package-text'
import { checkTemplate } from './support/template'

const STEPS = 3
const KILOBYTE = 1_000
const OUTPUT = 'dist/package'

/** `npm run package -- [--stage dev] [--region ap-southeast-1] [--param name=value …]`: bundles, packages and checks what a deployment would send. */
async function main({ args }: Script): Promise<void> {
  const { stage, region, param: parameters } = wishes(args)
  const step = numberedSteps(STEPS)
  await step(text.bundling, async () => {
    const bundles = await buildFunctions()
    return { result: bundles, summary: Object.entries(bundles).map(([name, { bytes }]) => text.kilobytes(name, Math.ceil(bytes / KILOBYTE))).join(', ') }
  })
  const { template, folder } = await step(text.packaging(stage, region), async () => {
    const packaged = await packageService({ stage, region, parameters, output: OUTPUT })
    return { result: packaged, summary: OUTPUT }
  })
  await step(text.checking, async () => {
    const faults = checkTemplate(template)
    if (faults.length > 0) throw new Sentence(text.faulty(faults))
    return { result: undefined, summary: text.noFault }
  })
  console.log(text.ready(folder, `npx serverless deploy --stage ${stage} --region ${region} --package ${OUTPUT}`))
}

function wishes(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        stage: { type: 'string', default: 'dev' },
        region: { type: 'string', default: 'ap-southeast-1' },
        param: { type: 'string', multiple: true, default: [] },
      },
    })
    return values
  } catch (error) {
    throw new Sentence(text.misspelt(reasonOf(error).split('.', 1)[0] ?? ''))
  }
}

runScript(main)
