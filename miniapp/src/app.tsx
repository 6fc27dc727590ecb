import './jitless'
import { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { watchNetwork } from './network'
import { sendKept, startOutbox } from './outbox'
import { guardPrivacy } from './privacy'
import { memberSignedIn } from './session'
import { startLanguage } from './text'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    startLanguage()
    guardPrivacy()
    watchNetwork()
    startOutbox(memberSignedIn)
  })
  useDidShow(() => void sendKept(memberSignedIn()))
  return children
}
