import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { type ReactNode, useEffect, useState } from 'react'
import { goBack } from '../open'
import { textScale, topInset } from '../system'
import { nameTabs, useText } from '../text'
import { classes } from './classes'
import { DemoPicker } from './demo-picker'
import { OutboxLine } from './outbox-line'
import { PrivacySheet } from './privacy-sheet'
import './screen.scss'

const isBrowser = process.env.TARO_ENV === 'h5'

export interface ScreenProps {
  readonly title: string
  readonly isTab?: boolean
  /** `own`: the page draws its head itself (and sets `navigationStyle: 'custom'`); Screen leaves room for the host's capsule. */
  readonly bar?: 'host' | 'own'
  readonly look?: 'paper' | 'night'
  /** Stays at the bottom, above the safe area: the page's main button. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** A page: its bar, its width, its safe areas, text as large as the reader wants, and the questions any page may have to ask. */
export function Screen({ title, isTab = false, bar = 'host', look = 'paper', footer, children }: ScreenProps) {
  const [scale, setScale] = useState(textScale)
  useTitle(title)
  useDidShow(() => {
    setScale(textScale())
    if (isTab) nameTabs()
  })
  return (
    <View className={classes('screen', `screen--${look}`, isTab && 'screen--tab', isBrowser && 'screen--browser')} style={`--text-scale: ${scale}`}>
      {bar === 'own' ? <OwnBar /> : isBrowser && <BrowserBar title={title} isTab={isTab} />}
      <View className="screen__content">
        <OutboxLine />
        {children}
      </View>
      {footer !== undefined && <View className="screen__footer">{footer}</View>}
      <PrivacySheet />
      {isBrowser && <DemoPicker />}
    </View>
  )
}

function useTitle(title: string): void {
  const show = () => void Taro.setNavigationBarTitle({ title })
  useEffect(show, [title])
  useDidShow(show)
}

/** Room for the host's clock and capsule. */
function OwnBar() {
  const [{ barTop, barHeight }] = useState(topInset)
  return isBrowser ? null : <View style={{ height: `${barTop + barHeight}px` }} />
}

function BrowserBar({ title, isTab }: { readonly title: string; readonly isTab: boolean }) {
  const { text } = useText()
  return (
    <View className="screen__bar">
      {!isTab && (
        <View className="screen__back" id="back" ariaLabel={text.app.back} onClick={goBack}>
          <View className="screen__back-arrow" />
        </View>
      )}
      <View className="screen__title">{title}</View>
    </View>
  )
}
