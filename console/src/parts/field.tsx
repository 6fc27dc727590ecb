import { Form, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../language'

/** A control with its name, a hint, and what is wrong with it. The control carries the id. */
export function Field({ id, label, hint, problem, children, isRow = false }: { readonly id: string; readonly label: string; readonly hint?: ReactNode; readonly problem?: string | undefined; readonly children: ReactNode; readonly isRow?: boolean }) {
  return (
    <Form.Item className={isRow ? 'field field-row' : 'field'} label={label} htmlFor={id} extra={hint} {...(problem === undefined ? {} : { validateStatus: 'error' as const, help: problem })}>
      {children}
    </Form.Item>
  )
}

interface NumberProps {
  readonly id: string
  readonly value: number | undefined
  readonly change: (value: number | undefined) => void
  readonly min?: number
  readonly max?: number
  readonly unit?: string
  readonly placeholder?: string
  readonly label?: string
}

/** A whole number. */
export function WholeNumber({ id, value, change, min = 0, max = 1_000_000_000, unit, placeholder, label }: NumberProps) {
  return <InputNumber<number> id={id} aria-label={label} value={value ?? null} min={min} max={max} precision={0} suffix={unit} {...(placeholder === undefined ? {} : { placeholder })} onChange={(next) => change(next ?? undefined)} className="number-field" />
}

const FEN_PER_YUAN = 100

/** Money is typed in yuan and kept in fen. */
export function Money({ id, value, change, min = 0, max = 1_000_000_000, placeholder, label }: NumberProps) {
  return <InputNumber<number> id={id} aria-label={label} value={value === undefined ? null : value / FEN_PER_YUAN} min={min / FEN_PER_YUAN} max={max / FEN_PER_YUAN} precision={2} prefix="¥" {...(placeholder === undefined ? {} : { placeholder })} onChange={(next) => change(next === null ? undefined : Math.round(next * FEN_PER_YUAN))} className="number-field" />
}

/** The same words in both languages: what a member reads. */
export function BothLanguages({ id, label, value, change, max, isLong = false, problems = {} }: { readonly id: string; readonly label: string; readonly value: { readonly zh: string; readonly en: string }; readonly change: (value: { zh: string; en: string }) => void; readonly max: { readonly zh: number; readonly en: number }; readonly isLong?: boolean; readonly problems?: { readonly zh?: string | undefined; readonly en?: string | undefined } }) {
  const text = useText()
  return (
    <div className="grid-2 both">
      {(['zh', 'en'] as const).map((language) => {
        const own = { id: `${id}-${language}`, value: value[language], maxLength: max[language], lang: language === 'zh' ? 'zh-CN' : 'en' }
        const set = (next: string) => change({ ...value, [language]: next })
        return (
          <Field key={language} id={own.id} label={`${label}（${text.common[language]}）`} problem={problems[language]}>
            {isLong ? <Input.TextArea {...own} autoSize={{ minRows: 2, maxRows: 6 }} onChange={({ target }) => set(target.value)} /> : <Input {...own} onChange={({ target }) => set(target.value)} />}
          </Field>
        )
      })}
    </div>
  )
}
