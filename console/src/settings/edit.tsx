import { App } from 'antd'
import { useState } from 'react'
import type { SentInputOf } from '../../../shared/api/endpoint'
import { type Settings, settingsApi } from '../../../shared/settings/settings.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { useText } from '../language'
import { isRefusal } from '../parts/failure'
import { deskApi } from '../../../shared/stores/desk.api'

export type Edited = Omit<SentInputOf<typeof settingsApi.editSettings>, 'revision' | 'timeZone' | 'pointsWords'> & Pick<Settings, 'pointsWords'>

/** What a panel of the settings gets. */
export interface PanelProps {
  readonly settings: Settings
  readonly mayEdit: boolean
}

/** The settings as they would be sent when nothing is changed. */
export const editedOf = ({ name, pointsWords, templates }: Settings): Edited => ({ name, pointsWords, templates: templates.from === 'settings' ? templates.items : null })

/** Saves a change of the settings as they were when editing began; a stale one is held until the person has chosen. */
export function useEdit(settings: Settings) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const [revision, begin] = useState(settings.revision)
  const deed = useDeed<{ readonly edited: Edited; readonly over?: number }>(async ({ edited, over }) => {
    const after = await api.editSettings({ revision: over ?? revision, ...edited })
    begin(after.revision)
    void message.success(text.settings.saved)
    await forget(settingsApi.settings, deskApi.deskMe)
  })
  return { deed, isStale: isRefusal(deed.failure, 'revision_stale'), follow: (now: Settings) => (begin(now.revision), deed.clear()) }
}
