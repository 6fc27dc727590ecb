import { Button, Input, Switch } from 'antd'
import { useText } from '../language'
import { WholeNumber } from '../parts/field'
import { isObject, type JsonObject } from './schema'

const numbers = [['min', 0, 1_000_000_000], ['earnPercent', 100, 1_000], ['pricePercent', 10, 100], ['giftPoints', 0, 100_000], ['birthdayPoints', 0, 100_000]] as const
const usual: Readonly<Record<string, number>> = { min: 0, earnPercent: 100, pricePercent: 100, giftPoints: 0, birthdayPoints: 0 }
const LEVELS_MAX = 10

/** All tiers side by side, one a row. */
export function Levels({ of, change, problem }: { readonly of: readonly JsonObject[]; readonly change: (levels: readonly JsonObject[]) => void; readonly problem: (path: string) => string | undefined }) {
  const text = useText()
  const put = (at: number, part: JsonObject) => change(of.map((one, i) => (i === at ? { ...one, ...part } : one)))
  const names = (one: JsonObject) => (isObject(one['name']) ? one['name'] : {})
  const last = of.at(-1)
  const add = () => change([...of, { id: `tier-${of.length + 1}`, name: { zh: '', en: '' }, min: Number(last?.['min'] ?? 0) + 1_000, earnPercent: 100, pricePercent: 100, giftPoints: 0, birthdayPoints: 0 }])
  return (
    <>
      <table className="levels">
        <thead><tr><th scope="col">{text.common.zh}</th><th scope="col">{text.common.en}</th>{numbers.map(([name]) => <th scope="col" key={name}>{text.rules.fields[name]}</th>)}<th scope="col">{text.rules.fields['neverDowngrade']}</th><th><span className="sr">{text.stores.deeds}</span></th></tr></thead>
        <tbody>
          {of.map((one, i) => (
            <tr key={String(one['id'])} className={[...numbers.map(([name]) => name), 'name.zh', 'name.en'].some((name) => problem(`levels.${i}.${name}`) !== undefined) ? 'is-wrong' : ''}>
              {(['zh', 'en'] as const).map((language) => <td key={language}><Input aria-label={`${text.rules.levelName} ${text.common[language]}`} value={String(names(one)[language] ?? '')} maxLength={20} onChange={({ target }) => put(i, { name: { ...names(one), [language]: target.value } })} /></td>)}
              {numbers.map(([name, min, max]) => <td key={name}><WholeNumber id={`level-${i}-${name}`} label={`${text.rules.fields[name] ?? name} ${i + 1}`} value={Number(one[name] ?? usual[name])} min={min} max={max} change={(next) => put(i, { [name]: next })} /></td>)}
              <td><Switch size="small" aria-label={`${text.rules.fields['neverDowngrade'] ?? ''} ${i + 1}`} checked={one['neverDowngrade'] === true} onChange={(neverDowngrade) => put(i, { neverDowngrade })} /></td>
              <td>{i > 0 && <Button type="text" size="small" danger onClick={() => change(of.filter((_, at) => at !== i))}>{text.campaigns.remove}</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {of.length < LEVELS_MAX && <Button style={{ margin: 12 }} onClick={add}>{text.rules.addLevel}</Button>}
    </>
  )
}
