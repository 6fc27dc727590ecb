import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Store } from '../../../../shared/stores/stores.api'
import { api } from '../../api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { classes } from '../../components/classes'
import { Field } from '../../components/field'
import { ListRow } from '../../components/list-row'
import { sentenceFor } from '../../failures'
import { useText } from '../words'
import { toast } from '../../toast'
import { Invited } from './invited'

export interface Invitation {
  readonly invitation: string
  readonly expiresAt: string
  readonly name: string
  readonly storeNames: readonly string[]
}

export interface InviteProps {
  readonly stores: readonly Store[]
  readonly invited: Invitation | undefined
  readonly onInvited: (invitation: Invitation | undefined) => void
}

const nameCharsMax = 20

/** The owner names a clerk and their stores, and gets an invitation to show or send. */
export function Invite({ stores, invited, onInvited }: InviteProps) {
  const words = useText().text.clerk.join
  const only = stores.length === 1 ? stores : []
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly Store[]>(only)
  const [isRunning, setIsRunning] = useState(false)
  const [problem, setProblem] = useState<string | undefined>(undefined)

  const turn = (store: Store) => setChosen(chosen.includes(store) ? chosen.filter((other) => other !== store) : [...chosen, store])
  const make = async () => {
    setProblem(name.trim() === '' ? words.needsName : undefined)
    if (name.trim() === '') return
    if (chosen.length === 0) return toast(words.needsStore)
    setIsRunning(true)
    await api
      .inviteClerk({ name: name.trim(), storeIds: chosen.map((store) => store.id) })
      .then((made) => onInvited({ ...made, name: name.trim(), storeNames: chosen.map((store) => store.name) }))
      .catch((failure: unknown) => toast(sentenceFor(failure)))
    setIsRunning(false)
  }
  const another = () => {
    setName('')
    setChosen(only)
    onInvited(undefined)
  }

  if (invited) return <Invited invited={invited} onAnother={another} />
  return (
    <Card>
      <View className="join-head">{words.inviteTitle}</View>
      <View className="join-hint">{words.inviteHint}</View>
      <Field id="clerk-name" label={words.nameLabel} placeholder={words.namePlaceholder} value={name} charsMax={nameCharsMax} problem={problem} onInput={setName} />
      <View className="join-label">{words.storesLabel}</View>
      <View className="join-stores">
        {stores.map((store) => (
          <ListRow
            key={store.id}
            id={`invite-${store.id}`}
            title={store.name}
            leading={<View className={classes('join-tick', chosen.includes(store) && 'join-tick--on')} />}
            trailing={<View />}
            onTap={() => turn(store)}
          />
        ))}
      </View>
      <Button size="large" isWide label={words.make} id="make-invitation" isRunning={isRunning} onTap={() => void make()} />
    </Card>
  )
}
