import { Button, Input, Select, Switch } from 'antd'
import { useNames } from '../campaigns/names'
import { useText } from '../language'
import { Field, Money, WholeNumber } from '../parts/field'
import { blankOf, isList, isMoney, isObject, type Json, type JsonObject, optionsOf, type Schema, withoutGaps, wordOf } from './schema'

interface FormProps {
  readonly schema: Schema
  readonly value: JsonObject
  readonly change: (value: JsonObject) => void
  /** Where this form stands in the terms: `terms.steps.0`. */
  readonly path: string
  readonly problem: (path: string) => string | undefined
  readonly skip?: readonly string[]
}

/** A form drawn from the schema that checks the terms, so that no kind of rule needs one of its own. */
export function SchemaForm({ schema, value, change, path, problem, skip = ['type'] }: FormProps) {
  return (
    <div className="schema-form">
      {Object.entries(schema.properties ?? {}).filter(([name]) => !skip.includes(name)).map(([name, one]) => (
        <Part key={name} name={name} schema={one} value={value[name]} isNeeded={schema.required?.includes(name) === true} path={path === '' ? name : `${path}.${name}`} problem={problem} change={(next) => change(withoutGaps({ ...value, [name]: next }))} />
      ))}
    </div>
  )
}

interface PartProps extends Omit<FormProps, 'value' | 'change' | 'skip'> {
  readonly name: string
  readonly value: Json
  readonly isNeeded: boolean
  readonly change: (value: Json) => void
}

function Part(props: PartProps) {
  const { name, schema, value, isNeeded, path, problem, change } = props
  const label = useLabel(name)
  const options = optionsOf(schema)
  const id = `f-${path.replaceAll('.', '-')}`
  const own = { id, value: typeof value === 'number' ? value : typeof schema.default === 'number' ? schema.default : undefined, change, min: schema.minimum ?? 0, max: schema.maximum ?? 1_000_000_000 }
  if (options?.every((one) => wordOf(one) !== '') === true) return <Choice {...props} options={options} />
  if (schema.type === 'array') return <List {...props} id={id} />
  if (schema.type === 'object') return <Nested {...props} />
  const text = { label, problem: problem(path), id }
  if (schema.type === 'boolean') return <Field {...text} isRow><Switch id={id} checked={value === true || (value === undefined && schema.default === true)} onChange={change} /></Field>
  if (schema.enum !== undefined) return <Field {...text}><Words id={id} words={schema.enum.map(String)} value={String(value ?? schema.default ?? '')} change={change} /></Field>
  if (schema.type === 'integer' || schema.type === 'number') return <Field {...text}>{isMoney(name) ? <Money {...own} /> : <WholeNumber {...own} />}</Field>
  return <Field {...text}><Input id={id} value={typeof value === 'string' ? value : ''} maxLength={schema.maxLength ?? 200} onChange={({ target }) => change(target.value === '' && !isNeeded ? undefined : target.value)} /></Field>
}

/** What a field is called; by its own name where nobody has said. */
function useLabel(name: string): string {
  return useText().rules.fields[name] ?? name
}

function Words({ id, words, value, change }: { readonly id: string; readonly words: readonly string[]; readonly value: string; readonly change: (word: string) => void }) {
  const text = useText()
  const events: Readonly<Record<string, string>> = text.events
  return <Select<string> id={id} value={value} onChange={change} options={words.map((word) => ({ value: word, label: text.rules.words[word] ?? events[word] ?? word }))} />
}

/** One of several shapes, told apart by a word. */
function Choice({ name, value, isNeeded, path, problem, change, options }: PartProps & { readonly options: readonly Schema[] }) {
  const text = useText()
  const label = useLabel(name)
  const word = isObject(value) ? String(value['type']) : ''
  const chosen = options.find((one) => wordOf(one) === word)
  const id = `f-${path.replaceAll('.', '-')}`
  return (
    <div className="schema-group">
      <Field id={id} label={label} problem={problem(path)}>
        <Select<string> id={id} value={word} onChange={(next) => change(next === '' ? undefined : blankOf(options.find((one) => wordOf(one) === next) ?? {}))} options={[...(isNeeded ? [] : [{ value: '', label: text.rules.asUsual }]), ...options.map((one) => ({ value: wordOf(one), label: text.rules.words[wordOf(one)] ?? wordOf(one) }))]} />
      </Field>
      {chosen !== undefined && isObject(value) && <SchemaForm schema={chosen} value={value} change={change} path={path} problem={problem} />}
    </div>
  )
}

/** An object within; where it may be left out, a switch says whether it is there. */
function Nested({ name, schema, value, isNeeded, path, problem, change }: PartProps) {
  const label = useLabel(name)
  const isThere = isObject(value)
  const id = `f-${path.replaceAll('.', '-')}`
  const isFlat = Object.values(schema.properties ?? {}).every((one) => schema.required?.includes(name) !== true && one.type === 'integer') && (schema.required ?? []).length === 0
  const isOpen = isNeeded || isThere || isFlat
  return (
    <fieldset className="schema-group">
      <legend>{label}</legend>
      {!isNeeded && !isFlat && <Switch id={id} aria-label={label} checked={isThere} onChange={(isOn) => change(isOn ? blankOf(schema) : undefined)} />}
      {isOpen && <SchemaForm schema={schema} value={isThere ? value : {}} change={(next) => change(isFlat && !isNeeded && Object.keys(next).length === 0 ? undefined : next)} path={path} problem={problem} skip={[]} />}
    </fieldset>
  )
}

function List(props: PartProps & { readonly id: string }) {
  const { id, name, schema, value, isNeeded, path, problem, change } = props
  const text = useText()
  const label = useLabel(name)
  const { stores } = useNames()
  const rows = isList(value) ? value : []
  const items = schema.items ?? {}
  const events: Readonly<Record<string, string>> = text.events
  if (items.type !== 'object') {
    const known = name === 'stores' ? stores.map(({ id: store, name: called }) => ({ value: store, label: called })) : items.enum?.map((word) => ({ value: String(word), label: text.rules.words[String(word)] ?? events[String(word)] ?? String(word) }))
    return (
      <Field id={id} label={label} problem={problem(path)}>
        <Select<string[]> id={id} mode={known === undefined ? 'tags' : 'multiple'} value={rows.map(String)} placeholder={isNeeded ? undefined : text.rules.notNarrowed} onChange={(next) => change(next.length === 0 && !isNeeded ? undefined : next)} {...(known === undefined ? { open: false } : { options: known })} />
      </Field>
    )
  }
  return (
    <fieldset className="schema-group">
      <legend>{label}</legend>
      {problem(path) !== undefined && <p className="bad">{problem(path)}</p>}
      {rows.map((row, i) => (
        <div className="schema-row" key={`${i}-${rows.length}`}>
          <SchemaForm schema={items} value={isObject(row) ? row : {}} path={`${path}.${i}`} problem={problem} skip={[]} change={(next) => change(rows.map((one, at) => (at === i ? next : one)))} />
          <Button type="text" size="small" onClick={() => change(rows.filter((_, at) => at !== i))}>{text.campaigns.remove}</Button>
        </div>
      ))}
      {rows.length < (schema.maxItems ?? 50) && <Button size="small" onClick={() => change([...rows, blankOf(items)])}>{text.rules.addRow}</Button>}
    </fieldset>
  )
}
