import { QuestionCircleOutlined } from '@ant-design/icons'
import { Popover } from 'antd'
import { useSaid, useText } from '../language'
import type { Definition } from './figures'

/** What a figure means, beside it: by pointer, by touch and by keyboard. */
export function Meaning({ of }: { readonly of: Definition | undefined }) {
  const text = useText()
  const said = useSaid()
  if (of === undefined) return null
  return (
    <Popover trigger={['hover', 'focus', 'click']} content={<div className="meaning">{said(of.definition)}</div>}>
      <button type="button" className="plain-button meaning-mark" aria-label={text.today.means(said(of.title))}><QuestionCircleOutlined /></button>
    </Popover>
  )
}
