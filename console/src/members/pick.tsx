import { Input } from 'antd'
import { useState } from 'react'
import { MemberId } from '../../../shared/api/ids'
import { useText } from '../language'
import { Field } from '../parts/field'

/** Names a member by id. */
export function MemberPick({ id, picked }: { readonly id: string; readonly picked: (memberId: MemberId | undefined) => void }) {
  const text = useText()
  const [said, say] = useState('')
  const read = (value: string) => {
    say(value)
    const member = MemberId.safeParse(value.trim())
    picked(member.success ? member.data : undefined)
  }
  return <Field id={id} label={text.members.member} hint={text.members.memberHint}><Input id={id} value={said} onChange={({ target }) => read(target.value)} /></Field>
}
