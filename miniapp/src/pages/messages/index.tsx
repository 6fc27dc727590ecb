import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { messagesApi, type MessageView } from '../../../../shared/messages/messages.api'
import { api } from '../../api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { LoadMore } from '../../components/load-more'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { openPage } from '../../open'
import { usePages } from '../../pages'
import { useText } from '../../text'
import { MessageRow } from './message-row'
import { SettingsSheet } from './settings-sheet'
import { useWords } from './words'
import './index.scss'

const nothing = {}

export default function MessagesPage() {
  const { text } = useText()
  const { words } = useWords()
  const [isSetting, setIsSetting] = useState(false)
  const pages = usePages(messagesApi.listMessages, nothing)
  useReachBottom(pages.loadMore)
  useRead(pages.state.type === 'data' && pages.state.asOf === undefined ? pages.state.data.items : undefined)
  const toCheckIn = <Button label={words.emptyAction} onTap={() => openPage('pages/check-in')} id="to-check-in" />
  return (
    <Screen title={words.title}>
      <View className="messages__tools">
        <View className="messages__settings" id="open-settings" onClick={() => setIsSetting(true)}>
          {words.settings.open}
        </View>
      </View>
      <States of={pages} skeleton={<Skeleton shape="lines" count={5} />} isEmpty={({ items }) => items.length === 0} empty={<Empty title={words.emptyTitle} hint={words.emptyHint} action={toCheckIn} />}>
        {({ items }) => (
          <View id="inbox">
            <Card isFlush>
              {[...items, ...pages.later.flatMap((page) => page.items)].map((message) => (
                <MessageRow key={message.id} of={message} />
              ))}
            </Card>
            <LoadMore hasMore={pages.hasMore} isLoading={pages.isLoadingMore} label={text.app.loadMore} endLabel={text.app.noMore} onTap={pages.loadMore} />
          </View>
        )}
      </States>
      <SettingsSheet isOpen={isSetting} onClose={() => setIsSetting(false)} />
    </Screen>
  )
}

/** What has been on the screen is read; the dots stay until the next visit, so that nobody wonders what was new. */
function useRead(items: readonly MessageView[] | undefined): void {
  const told = useRef('')
  useEffect(() => {
    const upTo = (items ?? []).filter(({ isUnread }) => isUnread).map(({ at }) => at).sort().pop()
    if (upTo === undefined || upTo <= told.current) return
    told.current = upTo
    api.readMessages({ upTo }).catch(() => {
      told.current = ''
    })
  }, [items])
}
