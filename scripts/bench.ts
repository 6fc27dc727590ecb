import { parseArgs } from 'node:util'
import { measureColdStart } from './bench/cold-start'
import { measureDesk } from './bench/desk'
import { measureFigures } from './bench/figures'
import { measureLoad } from './bench/load'
import { holds, type Measure, rounded } from './bench/measure'
import { measureCampaignPurchase } from './bench/campaigns'
import { measureOperations } from './bench/operations'
import { measurePhone } from './bench/phone'
import { measureRules } from './bench/rules'
import { type BenchShop, openBenchShop } from './bench/shop'
import { runScript } from './local/script'
import { Sentence } from './local/sentence'
import { ensureSystem } from './local/system'

const parts: Readonly<Record<string, (shop: BenchShop) => Promise<readonly Measure[]>>> = {
  operations: measureOperations,
  figures: measureFigures,
  campaigns: measureCampaignPurchase,
  desk: measureDesk,
  rules: measureRules,
  'cold-start': measureColdStart,
  load: measureLoad,
  phone: measurePhone,
}

/** Measures the parts, each on a shop of its own, and prints one table; `--json` one object; `--only <part>` a part. */
runScript(async () => {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string' } } })
  const wanted = Object.entries(parts).filter(([name]) => values.only === undefined || values.only === name)
  if (wanted.length === 0) throw new Sentence(`没有名为 ${values.only} 的部分：可选 ${Object.keys(parts).join('、')}。 There is no part ${values.only}; choose one of ${Object.keys(parts).join(', ')}.`)
  await ensureSystem(['java'], () => undefined)
  const measures: Measure[] = []
  for (const [name, measure] of wanted) {
    process.stderr.write(`${name} …\n`)
    const shop = await openBenchShop()
    try {
      measures.push(...(await measure(shop)))
    } finally {
      await shop.close()
    }
  }
  console.log(values.json ? asJson(measures) : asTable(measures))
  return measures.every(holds) ? 0 : 1
})

function asJson(measures: readonly Measure[]): string {
  const entries = measures.map((one) => [one.name, { value: rounded(one.value), bar: one.bar ?? null, unit: one.unit, holds: holds(one) }])
  return JSON.stringify(Object.fromEntries(entries), null, 2)
}

function asTable(measures: readonly Measure[]): string {
  const rows = measures.map((one) => [one.name, String(rounded(one.value)), one.bar === undefined ? '' : `${one.atLeast ? '≥' : '≤'} ${one.bar}`, one.unit, holds(one) ? 'holds' : 'MISSED'])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => (column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')).join('\n')
}
